// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import static dev.filetrail.simulator.ClientCredential.required;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;

/** {@code POST /{tenant}/oauth2/v2.0/token} where the bot asks: only client credentials, only for the Bot Connector. */
final class BotTokenEndpoint {

    private static final String SCOPE = BotConnector.AUDIENCE + "/.default";
    private static final int LIFETIME_SECONDS = 3_539;

    private final Vertx vertx;
    private final BotConnector connector;
    private final Clock clock;

    BotTokenEndpoint(Vertx vertx, BotConnector connector, Clock clock) {
        this.vertx = vertx;
        this.connector = connector;
        this.clock = clock;
    }

    /** Leaves whatever is not the bot's to the next. */
    void handle(RoutingContext routing) {
        if (ClientCredential.clientId(routing)
                .filter(BotConnector.APP_ID::equals)
                .isEmpty()) {
            routing.next();
            return;
        }
        connector.tokenRequested();
        Optional<Fault> fault = connector.tokenFaults().take();
        if (fault.isPresent()) {
            fault.get().befall(FaultyCall.ofToken(vertx, routing, clock, () -> answer(routing)));
        } else {
            answer(routing);
        }
    }

    private void answer(RoutingContext routing) {
        try {
            check(routing);
            routing.response()
                    .putHeader("Content-Type", FaultyCall.TOKEN_CONTENT_TYPE)
                    .putHeader("Cache-Control", "no-store, no-cache")
                    .end(WireJson.of(
                            TokenEndpoint.token(LIFETIME_SECONDS, connector.issue(routing.pathParam("tenant")))));
        } catch (RefusedException refused) {
            SignInError.answer(routing, clock.instant(), refused);
        }
    }

    private void check(RoutingContext routing) {
        if (!connector.tenant().equalsIgnoreCase(routing.pathParam("tenant"))) {
            throw new RefusedException(SignInError.UNKNOWN_APPLICATION);
        }
        String grantType = required(routing, "grant_type");
        if (!grantType.equals("client_credentials")) {
            throw new RefusedException(SignInError.UNSUPPORTED_GRANT, grantType);
        }
        String scope = required(routing, "scope");
        if (!scope.equals(SCOPE)) {
            throw new RefusedException(SignInError.INVALID_SCOPE, scope);
        }
        if (ClientCredential.of(routing)
                .filter(client -> BotConnector.APP_SECRET.equals(client.secret()))
                .isEmpty()) {
            throw new RefusedException(SignInError.WRONG_SECRET);
        }
    }
}
