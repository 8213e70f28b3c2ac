// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Who asks for a token. Entra takes the client's id and secret from the form (client_secret_post) or from the
 * Authorization header (client_secret_basic).
 *
 * @param id the client id
 * @param secret the secret, or null if none was sent
 * @param assertion the client assertion (RFC 7523), or null if none was sent
 */
record ClientCredential(String id, String secret, String assertion) {

    static Optional<ClientCredential> of(RoutingContext routing) {
        String authorization = routing.request().getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return basic(authorization.substring(6).strip());
        }
        return form(routing, "client_id")
                .map(id -> new ClientCredential(
                        id,
                        form(routing, "client_secret").orElse(null),
                        form(routing, "client_assertion").orElse(null)));
    }

    static Optional<String> clientId(RoutingContext routing) {
        return of(routing).map(ClientCredential::id);
    }

    /** A form field; absent and empty are the same to Entra. */
    static Optional<String> form(RoutingContext routing, String name) {
        return Optional.ofNullable(routing.request().getFormAttribute(name)).filter(value -> !value.isEmpty());
    }

    /** A form field that the request cannot do without. */
    static String required(RoutingContext routing, String name) {
        return form(routing, name).orElseThrow(() -> new RefusedException(SignInError.MISSING_PARAMETER, name));
    }

    private static Optional<ClientCredential> basic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 1) {
                return Optional.empty();
            }
            return Optional.of(
                    new ClientCredential(decode(pair.substring(0, colon)), decode(pair.substring(colon + 1)), null));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** RFC 6749, 2.3.1: both halves are form-encoded before they are joined. */
    private static String decode(String half) {
        return URLDecoder.decode(half, StandardCharsets.UTF_8);
    }
}
