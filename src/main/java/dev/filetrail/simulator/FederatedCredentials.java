// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The identity providers whose assertions stand for the client: workload identity federation. */
final class FederatedCredentials {

    static final String AUDIENCE = "api://AzureADTokenExchange";

    private final List<Trusted> trusted = new CopyOnWriteArrayList<>();

    private record Trusted(String issuer, String subject, RSAPublicKey key) {}

    void trust(String issuer, String subject, RSAPublicKey key) {
        trusted.add(new Trusted(issuer, subject, key));
    }

    void clear() {
        trusted.clear();
    }

    /**
     * Checks an assertion. Such a one may be used again as long as it lives: a platform writes it into a file, and who
     * reads that may read it often.
     *
     * @throws RefusedException at the first thing that is wrong
     */
    void check(JsonWebToken assertion, Instant now) {
        List<Trusted> matching = trusted.stream()
                .filter(each -> each.issuer().equals(assertion.claim("iss"))
                        && each.subject().equals(assertion.claim("sub")))
                .toList();
        if (matching.isEmpty() || !assertion.audiences().contains(AUDIENCE)) {
            throw new RefusedException(
                    SignInError.NO_FEDERATED_CREDENTIAL,
                    "Assertion Issuer: '" + assertion.claim("iss") + "'. Assertion Subject: '" + assertion.claim("sub")
                            + "'. Assertion Audience: '" + String.join(" ", assertion.audiences()) + "'.");
        }
        if (!assertion.algorithm().equals(JsonWebSignature.RS256)
                || matching.stream().noneMatch(each -> assertion.isSignedBy(each.key()))) {
            throw new RefusedException(
                    SignInError.FEDERATED_ASSERTION_SIGNATURE,
                    "The provided signature value did not match the expected signature value.");
        }
        Instant from = assertion.time("nbf").orElse(Instant.EPOCH);
        Instant to = assertion.time("exp").orElse(Instant.EPOCH);
        if (now.isBefore(from) || !now.isBefore(to)) {
            throw new RefusedException(
                    SignInError.ASSERTION_TIME,
                    "Current time: " + now + ", assertion valid from " + from + ", expiry time of assertion " + to
                            + ".");
        }
    }
}
