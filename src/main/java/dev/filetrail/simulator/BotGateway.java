// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * Lets an emulator of Teams that knows no tokens, such as Microsoft's own, talk to a bot that takes nothing without one: what the
 * emulator says is signed and handed on, and what the bot answers is checked and handed back.
 */
final class BotGateway {

    /** The emulator is on this machine. */
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final BotConnector connector;
    private final HttpClient http;

    BotGateway(Vertx vertx, BotConnector connector) {
        this.connector = connector;
        this.http = vertx.createHttpClient();
    }

    /** From the emulator to the bot. */
    void deliver(RoutingContext routing, String base) {
        JsonObject activity;
        try {
            activity = routing.body().buffer().toJsonObject();
        } catch (DecodeException | NullPointerException e) {
            routing.response().setStatusCode(400).end("No activity.");
            return;
        }
        HttpServerRequest request = routing.request();
        String here = request.scheme() + "://" + request.authority();
        String serviceUrl = here + base + "/via/"
                + JsonWebToken.base64(activity.getString("serviceUrl", "").getBytes(StandardCharsets.UTF_8));
        asFromTeams(activity, serviceUrl);
        send(
                routing,
                connector.bot().orElse(here + "/chat/teams/messages"),
                "Bearer " + connector.channelToken(serviceUrl).text(),
                activity.toBuffer());
    }

    /** The emulator's tenant has an id that is no GUID, and its channel may have another name. */
    private static void asFromTeams(JsonObject activity, String serviceUrl) {
        activity.put("serviceUrl", serviceUrl).put("channelId", "msteams");
        JsonObject channelData = activity.getJsonObject("channelData", new JsonObject());
        activity.put("channelData", channelData.put("tenant", new JsonObject().put("id", SignIn.TENANT_ID)));
        JsonObject conversation = activity.getJsonObject("conversation", new JsonObject());
        activity.put("conversation", conversation.put("tenantId", SignIn.TENANT_ID));
    }

    /** From the bot to the emulator: the rest of the path is the same there. */
    void forward(RoutingContext routing, String address, Buffer body) {
        String serviceUrl = new String(Base64.getUrlDecoder().decode(address), StandardCharsets.UTF_8);
        if (!HERE.contains(String.valueOf(URI.create(serviceUrl).getHost()))) {
            routing.response().setStatusCode(403).end("Only to an emulator on this machine.");
            return;
        }
        String path = routing.request().path();
        send(routing, serviceUrl.replaceAll("/+$", "") + path.substring(path.indexOf("/v3/")), null, body);
    }

    private void send(RoutingContext routing, String url, String authorization, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(url)
                .setMethod(HttpMethod.POST)
                .putHeader("Content-Type", "application/json");
        if (authorization != null) {
            options.putHeader("Authorization", authorization);
        }
        http.request(options)
                .compose(request -> request.send(body))
                .compose(answer -> answer.body().map(content -> {
                    String type = answer.getHeader("Content-Type");
                    if (type != null) {
                        routing.response().putHeader("Content-Type", type);
                    }
                    routing.response().setStatusCode(answer.statusCode());
                    return content;
                }))
                .compose(content -> Future.<Void>future(
                        done -> routing.response().end(content).onComplete(done)))
                .onFailure(failure -> {
                    if (!routing.response().ended()) {
                        routing.response().setStatusCode(502).end("Nobody answers there.");
                    }
                });
    }
}
