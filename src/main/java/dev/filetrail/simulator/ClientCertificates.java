// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The certificates of the client (app registration), and the check of an assertion that one of them signed. */
final class ClientCertificates {

    static final String THUMBPRINT = "x5t#S256";

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

    private final Map<String, X509Certificate> byThumbprint = new ConcurrentHashMap<>();
    /** The ids of assertions that were used, with the end of their lives: after that, time refuses them. */
    private final Map<String, Instant> used = new ConcurrentHashMap<>();

    void accept(X509Certificate certificate) {
        try {
            byThumbprint.put(Digest.base64("SHA-256", certificate.getEncoded()), certificate);
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("This certificate has no DER form", e);
        }
    }

    /** Takes back the certificates; what was used stays used. */
    void clear() {
        byThumbprint.clear();
    }

    /**
     * Checks an assertion from its key to its id.
     *
     * @throws RefusedException at the first thing that is wrong
     */
    void check(JsonWebToken assertion, String clientId, String tokenUrl, Instant now) {
        signature(assertion, now);
        if (!assertion.audiences().contains(tokenUrl)) {
            throw new RefusedException(SignInError.ASSERTION_AUDIENCE);
        }
        if (!assertion.claim("iss").equals(clientId) || !assertion.claim("sub").equals(clientId)) {
            throw new RefusedException(SignInError.ASSERTION_OF_ANOTHER_CLIENT);
        }
        Instant expires = time(assertion, now);
        String id = assertion.claim("jti");
        if (id.isEmpty()) {
            throw malformed("Missing 'jti'.");
        }
        used.values().removeIf(end -> !end.isAfter(now));
        if (used.putIfAbsent(id, expires) != null) {
            throw new RefusedException(SignInError.ASSERTION_REPLAYED, id);
        }
    }

    private void signature(JsonWebToken assertion, Instant now) {
        if (!assertion.headerText("typ").equals("JWT")) {
            throw malformed("The 'typ' is not 'JWT'.");
        }
        X509Certificate certificate = byThumbprint.get(assertion.headerText(THUMBPRINT));
        if (certificate == null) {
            throw new RefusedException(SignInError.ASSERTION_NOT_ACCEPTED);
        }
        if (!assertion.isSignedBy(certificate.getPublicKey())) {
            throw new RefusedException(
                    SignInError.ASSERTION_SIGNATURE,
                    "The provided signature value did not match the expected signature value.");
        }
        if (certificate.getNotAfter().toInstant().isBefore(now)) {
            throw new RefusedException(SignInError.ASSERTION_SIGNATURE, "The key used is expired.");
        }
    }

    private static Instant time(JsonWebToken assertion, Instant now) {
        Instant from = assertion.time("nbf").orElseThrow(() -> malformed("Missing 'nbf'."));
        Instant to = assertion.time("exp").orElseThrow(() -> malformed("Missing 'exp'."));
        boolean tooLong = Duration.between(from, to).compareTo(LONGEST_LIFE) > 0;
        if (now.isBefore(from) || !now.isBefore(to) || tooLong) {
            throw new RefusedException(
                    SignInError.ASSERTION_TIME,
                    "Current time: " + now + ", assertion valid from " + from + ", expiry time of assertion " + to
                            + (tooLong ? ", which is later than 10 minutes after." : "."));
        }
        return to;
    }

    private static RefusedException malformed(String reason) {
        return new RefusedException(SignInError.ASSERTION_MALFORMED, reason);
    }
}
