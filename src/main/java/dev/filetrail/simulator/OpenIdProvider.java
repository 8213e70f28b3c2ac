// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tenant as an OpenID provider: what it says of itself, and the keys to check its people's tokens with. Nobody signs in
 * here by a form: tests make tokens themselves.
 */
final class OpenIdProvider {

    /** Instead of a tenant: Entra then leaves the tenant in the issuer open. */
    private static final Set<String> ANY_TENANT = Set.of("common", "organizations");

    private final SignIn signIn;
    private final Clock clock;
    private final String base;

    OpenIdProvider(SignIn signIn, Clock clock, String base) {
        this.signIn = signIn;
        this.clock = clock;
        this.base = base;
    }

    void mount(Router router) {
        router.get(base + "/:tenant/v2.0/.well-known/openid-configuration").handler(this::discovery);
        router.get(base + "/:tenant/discovery/v2.0/keys").handler(this::keys);
    }

    private void discovery(RoutingContext routing) {
        if (isRefused(routing)) {
            return;
        }
        String tenant = root(routing) + '/' + routing.pathParam("tenant");
        answer(
                routing,
                WireJson.object(
                        "token_endpoint",
                        tenant + "/oauth2/v2.0/token",
                        "token_endpoint_auth_methods_supported",
                        List.of("client_secret_post", "private_key_jwt", "client_secret_basic"),
                        "jwks_uri",
                        tenant + "/discovery/v2.0/keys",
                        "response_modes_supported",
                        List.of("query", "fragment", "form_post"),
                        "subject_types_supported",
                        List.of("pairwise"),
                        "id_token_signing_alg_values_supported",
                        List.of(JsonWebSignature.RS256),
                        "response_types_supported",
                        List.of("code", "id_token", "code id_token", "id_token token"),
                        "scopes_supported",
                        List.of("openid", "profile", "email", "offline_access"),
                        "issuer",
                        issuer(routing),
                        "request_uri_parameter_supported",
                        false,
                        "authorization_endpoint",
                        tenant + "/oauth2/v2.0/authorize",
                        "claims_supported",
                        List.of("sub", "iss", "aud", "exp", "iat", "nonce", "preferred_username", "name", "tid")));
    }

    private void keys(RoutingContext routing) {
        if (isRefused(routing)) {
            return;
        }
        signIn.keysRequested();
        answer(routing, WireJson.object("keys", List.of(signIn.signingKeys().published(issuer(routing)))));
    }

    private boolean isRefused(RoutingContext routing) {
        String tenant = routing.pathParam("tenant");
        boolean known =
                ANY_TENANT.contains(tenant) || signIn.settings().tenantId().equalsIgnoreCase(tenant);
        if (!known) {
            SignInError.answer(routing, clock.instant(), new RefusedException(SignInError.UNKNOWN_TENANT));
        }
        return !known;
    }

    private String issuer(RoutingContext routing) {
        boolean any = ANY_TENANT.contains(routing.pathParam("tenant"));
        return root(routing) + '/' + (any ? "{tenantid}" : signIn.settings().tenantId()) + "/v2.0";
    }

    /** By the name that it was called by, so that it matches whatever address the caller knows. */
    private String root(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        return request.scheme() + "://" + request.authority() + base;
    }

    private static void answer(RoutingContext routing, Map<String, Object> json) {
        routing.response()
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Cache-Control", "max-age=86400, private")
                .end(WireJson.of(json));
    }
}
