// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import dev.filetrail.mcp.MessageInHand;
import io.quarkiverse.mcp.server.InitialRequest.Transport;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The same endpoint for both eras: takes what is of the stateless one, and leaves everything else to the extension. It stands
 * behind the gate, which has let the caller in and read the body.
 */
@Singleton
class ModernEndpoint {

    /** Behind the gate's filters, before the routes of extensions. */
    private static final int BEFORE_THE_EXTENSION = -50;

    private final ModernEra era;
    private final CurrentVertxRequest current;

    ModernEndpoint(ModernEra era, CurrentVertxRequest current) {
        this.era = era;
        this.current = current;
    }

    void listen(
            @Observes Router router,
            @ConfigProperty(name = "quarkus.mcp.server.http.root-path", defaultValue = "/mcp") String path) {
        router.route(path).order(BEFORE_THE_EXTENSION).handler(this::take);
    }

    private void take(RoutingContext context) {
        String version = context.request().getHeader(MirroredHeaders.VERSION);
        // A client of an older revision that mirrors the method too (as the official suite does once) is still of that
        // revision.
        boolean saysSo = version == null
                ? context.request().headers().contains(MirroredHeaders.METHOD)
                : !Revisions.isLegacy(version.strip());
        HttpMethod method = context.request().method();
        if (method.equals(HttpMethod.POST)) {
            JsonObject message = MessageInHand.of(context);
            if (message == null && saysSo) {
                new HttpChannel(context)
                        .response(
                                Reply.refusal(
                                        Fault.invalidRequest("A batch is of the older revisions: send one request.")),
                                400);
                return;
            }
            if (message != null && (saysSo || Revisions.isModern(message))) {
                take(context, message);
                return;
            }
        } else if (saysSo && (method.equals(HttpMethod.GET) || method.equals(HttpMethod.DELETE))) {
            context.fail(405);
            return;
        }
        context.next();
    }

    private void take(RoutingContext context, JsonObject message) {
        if (message.containsKey("method") && message.getValue("id") == null) {
            // No notification means anything over HTTP: there, who wants no more of an answer closes it.
            context.response().setStatusCode(202).end();
            return;
        }
        era.answer(
                        message,
                        new HttpChannel(context),
                        ConnectionManager.connectionId(),
                        Transport.STREAMABLE_HTTP,
                        new MirroredHeaders(context.request().headers()),
                        () -> current.setCurrent(context))
                .onFailure(context::fail);
    }
}
