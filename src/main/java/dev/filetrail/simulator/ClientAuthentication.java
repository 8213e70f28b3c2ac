// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * How a client proves that it is who it says: by its secret, by an assertion that its certificate signed, or by one of an
 * identity provider that is trusted.
 */
final class ClientAuthentication {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final ClientCertificates certificates = new ClientCertificates();
    private final FederatedCredentials federated = new FederatedCredentials();
    private final List<ClientAssertion> assertions = new CopyOnWriteArrayList<>();

    ClientCertificates certificates() {
        return certificates;
    }

    FederatedCredentials federated() {
        return federated;
    }

    /** All that arrived and could be read, oldest first. */
    List<ClientAssertion> assertions() {
        return List.copyOf(assertions);
    }

    /** Back to a secret alone, and no assertion seen. */
    void reset() {
        certificates.clear();
        federated.clear();
        assertions.clear();
    }

    /**
     * Checks what the client proves itself with.
     *
     * @throws RefusedException if that is nothing, or wrong
     */
    void check(RoutingContext routing, ClientCredential client, SignInSettings accepted, Instant now) {
        if (client.assertion() != null) {
            checkAssertion(routing, client, now);
        } else if (client.secret() == null) {
            throw new RefusedException(SignInError.MISSING_CREDENTIAL);
        } else if (!same(accepted.clientSecret(), client.secret())) {
            throw new RefusedException(SignInError.WRONG_SECRET);
        }
    }

    private void checkAssertion(RoutingContext routing, ClientCredential client, Instant now) {
        JsonWebToken assertion = JsonWebToken.parse(client.assertion())
                .orElseThrow(() -> new RefusedException(SignInError.ASSERTION_NOT_ACCEPTED));
        assertions.add(new ClientAssertion(assertion.header(), assertion.claims()));
        if (!ClientCredential.required(routing, "client_assertion_type").equals(JWT_BEARER)) {
            throw new RefusedException(SignInError.MISSING_CREDENTIAL);
        }
        boolean ownKey = assertion.header().containsKey(ClientCertificates.THUMBPRINT)
                || assertion.claim("iss").equals(client.id());
        if (ownKey) {
            certificates.check(assertion, client.id(), asRequested(routing.request()), now);
        } else {
            federated.check(assertion, now);
        }
    }

    /** The URL as the client called it, without a query. */
    private static String asRequested(HttpServerRequest request) {
        return request.scheme() + "://" + request.authority() + request.path();
    }

    private static boolean same(String accepted, String given) {
        return MessageDigest.isEqual(accepted.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
