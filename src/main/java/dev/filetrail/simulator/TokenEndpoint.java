// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import static dev.filetrail.simulator.ClientCredential.required;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code POST /{tenant}/oauth2/v2.0/token}: client credentials and on behalf of a person, checked as Entra checks them. */
final class TokenEndpoint {

    private static final String CLIENT_CREDENTIALS = "client_credentials";
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String DEFAULT_SCOPE = "/.default";

    private final Vertx vertx;
    private final SignIn signIn;
    private final Clock clock;

    TokenEndpoint(Vertx vertx, SignIn signIn, Clock clock) {
        this.vertx = vertx;
        this.signIn = signIn;
        this.clock = clock;
    }

    void handle(RoutingContext routing) {
        signIn.requested();
        Optional<Fault> fault = signIn.faults().take();
        if (fault.isPresent()) {
            fault.get().befall(FaultyCall.ofToken(vertx, routing, clock, () -> answer(routing)));
        } else {
            answer(routing);
        }
    }

    private void answer(RoutingContext routing) {
        try {
            Map<String, Object> given = give(routing, signIn.settings());
            routing.response()
                    .putHeader("Content-Type", FaultyCall.TOKEN_CONTENT_TYPE)
                    .putHeader("Cache-Control", "no-store, no-cache")
                    .end(WireJson.of(given));
        } catch (RefusedException refused) {
            SignInError.answer(routing, clock.instant(), refused);
        }
    }

    private Map<String, Object> give(RoutingContext routing, SignInSettings accepted) {
        if (!accepted.tenantId().equalsIgnoreCase(routing.pathParam("tenant"))) {
            throw new RefusedException(SignInError.UNKNOWN_TENANT);
        }
        String grantType = required(routing, "grant_type");
        if (!grantType.equals(CLIENT_CREDENTIALS) && !grantType.equals(JWT_BEARER)) {
            throw new RefusedException(SignInError.UNSUPPORTED_GRANT, grantType);
        }
        ClientCredential client = ClientCredential.of(routing)
                .orElseThrow(() -> new RefusedException(SignInError.MISSING_PARAMETER, "client_id"));
        if (!accepted.clientId().equalsIgnoreCase(client.id())) {
            throw new RefusedException(SignInError.UNKNOWN_APPLICATION);
        }
        String scope = required(routing, "scope");
        boolean forItself = grantType.equals(CLIENT_CREDENTIALS);
        String audience = forItself ? audience(scope) : audience(scope, accepted.scopes());
        signIn.clientAuthentication().check(routing, client, accepted, clock.instant());
        return forItself ? giveToApp(accepted, audience) : giveToPerson(routing, accepted, audience);
    }

    private Map<String, Object> giveToApp(SignInSettings accepted, String audience) {
        return token(accepted.lifetimeSeconds(), signIn.issueToApp(accepted.clientId(), audience));
    }

    private Map<String, Object> giveToPerson(RoutingContext routing, SignInSettings accepted, String audience) {
        String use = required(routing, "requested_token_use");
        if (!use.equals("on_behalf_of")) {
            throw new RefusedException(SignInError.INVALID_TOKEN_USE, use);
        }
        SimulatedPerson person =
                signIn.onBehalfOf().check(required(routing, "assertion"), accepted, audience, clock.instant());
        Map<String, Object> answer = token(accepted.lifetimeSeconds(), signIn.issueToPerson(person, audience));
        answer.put(
                "scope",
                accepted.scopes().stream().map(name -> audience + '/' + name).collect(Collectors.joining(" ")));
        return answer;
    }

    /** What every token is given with. */
    static Map<String, Object> token(int lifetimeSeconds, String token) {
        return WireJson.object(
                "token_type",
                "Bearer",
                "expires_in",
                lifetimeSeconds,
                "ext_expires_in",
                lifetimeSeconds,
                "access_token",
                token);
    }

    /** The resource of a scope that an app may ask for itself. */
    private static String audience(String scope) {
        if (scope.contains(" ") || !scope.endsWith(DEFAULT_SCOPE)) {
            throw new RefusedException(SignInError.INVALID_SCOPE, scope);
        }
        return scope.substring(0, scope.length() - DEFAULT_SCOPE.length());
    }

    /** The one resource of scopes that are asked for a person; all that was consented to is given, whichever is named. */
    private static String audience(String scopes, List<String> consented) {
        List<String> each = Arrays.asList(scopes.split(" +"));
        List<String> resources = each.stream()
                .map(scope -> scope.substring(0, Math.max(0, scope.lastIndexOf('/'))))
                .distinct()
                .toList();
        if (resources.size() != 1 || resources.get(0).isEmpty()) {
            throw new RefusedException(SignInError.INVALID_DELEGATED_SCOPE, scopes);
        }
        String resource = resources.get(0);
        if (!each.stream()
                .map(scope -> scope.substring(resource.length()))
                .allMatch(name -> name.equals(DEFAULT_SCOPE) || consented.contains(name.substring(1)))) {
            throw new RefusedException(SignInError.CONSENT_MISSING);
        }
        return resource;
    }
}
