package dev.filetrail.simulator;

import static dev.filetrail.simulator.ClientCredential.form;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code POST /{tenant}/oauth2/v2.0/token}: the client credentials grant, checked as Entra checks it. */
final class TokenEndpoint {

    private static final String CONTENT_TYPE = "application/json; charset=utf-8";
    private static final String DEFAULT_SCOPE = "/.default";

    /** Entra issues tokens for this audience, but without Defender's roles: the API then answers 403. */
    private static final String AUDIENCE_WITHOUT_ROLES = "https://api.security.microsoft.com";

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
            fault.get().befall(faulty(routing));
        } else {
            answer(routing);
        }
    }

    private void answer(RoutingContext routing) {
        SignIn.Settings accepted = signIn.settings();
        if (!accepted.tenantId().equalsIgnoreCase(routing.pathParam("tenant"))) {
            refuse(routing, SignInError.UNKNOWN_TENANT, "");
            return;
        }
        Optional<String> grantType = form(routing, "grant_type");
        if (grantType.isEmpty()) {
            refuse(routing, SignInError.MISSING_PARAMETER, "grant_type");
            return;
        }
        if (!grantType.get().equals("client_credentials")) {
            refuse(routing, SignInError.UNSUPPORTED_GRANT, grantType.get());
            return;
        }
        Optional<ClientCredential> client = ClientCredential.of(routing);
        if (client.isEmpty()) {
            refuse(routing, SignInError.MISSING_PARAMETER, "client_id");
            return;
        }
        if (!accepted.clientId().equalsIgnoreCase(client.get().id())) {
            refuse(routing, SignInError.UNKNOWN_APPLICATION, "");
            return;
        }
        Optional<String> scope = form(routing, "scope");
        if (scope.isEmpty()) {
            refuse(routing, SignInError.MISSING_PARAMETER, "scope");
            return;
        }
        if (scope.get().contains(" ") || !scope.get().endsWith(DEFAULT_SCOPE)) {
            refuse(routing, SignInError.INVALID_SCOPE, scope.get());
            return;
        }
        if (client.get().secret() == null) {
            boolean asserted = form(routing, "client_assertion").isPresent();
            refuse(routing, asserted ? SignInError.ASSERTION_NOT_ACCEPTED : SignInError.MISSING_CREDENTIAL, "");
            return;
        }
        if (!same(accepted.clientSecret(), client.get().secret())) {
            refuse(routing, SignInError.WRONG_SECRET, "");
            return;
        }
        issue(routing, accepted, scope.get().substring(0, scope.get().length() - DEFAULT_SCOPE.length()));
    }

    private void issue(RoutingContext routing, SignIn.Settings accepted, String audience) {
        List<String> roles = audience.equals(AUDIENCE_WITHOUT_ROLES) ? List.of() : accepted.roles();
        routing.response()
                .putHeader("Content-Type", CONTENT_TYPE)
                .putHeader("Cache-Control", "no-store, no-cache")
                .end(WireJson.of(WireJson.object(
                        "token_type", "Bearer",
                        "expires_in", accepted.lifetimeSeconds(),
                        "ext_expires_in", accepted.lifetimeSeconds(),
                        "access_token", signIn.issue(audience, roles))));
    }

    private void refuse(RoutingContext routing, SignInError error, String detail) {
        error.answer(routing, clock.instant(), detail);
    }

    private FaultyCall faulty(RoutingContext routing) {
        Buffer opening = Buffer.buffer(
                "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"ext_expires_in\":3599,\"access_token\":\"eyJ0eXAi");
        return new FaultyCall(
                vertx,
                routing,
                clock,
                CONTENT_TYPE,
                opening,
                Buffer.buffer("\"}"),
                number -> Buffer.buffer("LCJhbGciOiJSUzI1NiIsIng1dCI6InNpbXVsYXRlZCJ9".repeat(16)),
                () -> answer(routing));
    }

    private static boolean same(String accepted, String given) {
        return MessageDigest.isEqual(accepted.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
