// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The Bot Connector's HTTP: what it signs with, and where bots send their activities. */
final class BotConnectorRoutes {

    private static final String JSON = "application/json; charset=utf-8";

    /** Teams takes no larger message (Microsoft's page "Format your bot messages"). */
    private static final int LARGEST_ACTIVITY = 28 * 1024;

    private final Vertx vertx;
    private final BotConnector connector;
    private final Clock clock;
    private final BotGateway gateway;

    BotConnectorRoutes(Vertx vertx, BotConnector connector, Clock clock) {
        this.vertx = vertx;
        this.connector = connector;
        this.clock = clock;
        this.gateway = new BotGateway(vertx, connector);
    }

    void mount(Router router, String prefix) {
        String base = prefix + "/connector";
        router.get(base + "/v1/.well-known/openidconfiguration").handler(routing -> metadata(routing, base));
        router.get(base + "/v1/.well-known/keys").handler(this::keys);
        for (String way : List.of("/teams", "/via/:address")) {
            for (String path : List.of("/activities", "/activities/:activity")) {
                router.post(base + way + "/v3/conversations/:conversation" + path)
                        .handler(BodyHandler.create(false).setBodyLimit(1024 * 1024))
                        .handler(this::activity);
            }
        }
        router.post(prefix + "/teams/messages")
                .handler(BodyHandler.create(false).setBodyLimit(1024 * 1024))
                .handler(routing -> gateway.deliver(routing, base));
    }

    private void metadata(RoutingContext routing, String base) {
        connector.metadataRequested();
        String root = routing.request().scheme() + "://" + routing.request().authority() + base;
        befallen(
                connector.metadataFaults(),
                routing,
                () -> json(
                        routing,
                        WireJson.object(
                                "issuer",
                                BotConnector.ISSUER,
                                "authorization_endpoint",
                                "https://invalid.botframework.com",
                                "jwks_uri",
                                root + "/v1/.well-known/keys",
                                "id_token_signing_alg_values_supported",
                                List.of(JsonWebSignature.RS256),
                                "token_endpoint_auth_methods_supported",
                                List.of("private_key_jwt"))));
    }

    private void keys(RoutingContext routing) {
        json(routing, WireJson.object("keys", List.of(connector.publishedKey())));
    }

    private void activity(RoutingContext routing) {
        connector.attempted();
        befallen(connector.faults(), routing, () -> checked(routing));
    }

    private void befallen(Faults faults, RoutingContext routing, Runnable rightAnswer) {
        Optional<Fault> fault = faults.take();
        if (fault.isPresent()) {
            fault.get().befall(FaultyCall.ofToken(vertx, routing, clock, rightAnswer));
        } else {
            rightAnswer.run();
        }
    }

    private void checked(RoutingContext routing) {
        if (!connector.admits(routing.request().getHeader("Authorization"))) {
            refuse(routing, 401, "Unauthorized", "Authorization has been denied for this request.");
            return;
        }
        Buffer body = routing.body().buffer();
        if (body.length() > LARGEST_ACTIVITY) {
            refuse(routing, 413, "MessageSizeTooBig", "Message size too large");
            return;
        }
        JsonObject activity;
        try {
            activity = body.toJsonObject();
        } catch (DecodeException e) {
            refuse(routing, 400, "BadArgument", "Unable to read the activity");
            return;
        }
        String conversation = routing.pathParam("conversation");
        String replyTo = routing.pathParam("activity");
        if (activity.getString("type") == null
                || !conversation.equals(
                        activity.getJsonObject("conversation", new JsonObject()).getString("id"))) {
            refuse(routing, 400, "BadSyntax", "The activity has no type, or is of another conversation");
            return;
        }
        connector.take(conversation, replyTo, activity);
        String via = routing.pathParam("address");
        if (via == null) {
            routing.response().setStatusCode(201);
            json(routing, WireJson.object("id", UUID.randomUUID().toString()));
        } else {
            gateway.forward(routing, via, body);
        }
    }

    private static void refuse(RoutingContext routing, int status, String code, String message) {
        routing.response().setStatusCode(status);
        json(routing, WireJson.object("error", WireJson.object("code", code, "message", message)));
    }

    private static void json(RoutingContext routing, Map<String, Object> json) {
        routing.response().putHeader("Content-Type", JSON).end(WireJson.of(json));
    }
}
