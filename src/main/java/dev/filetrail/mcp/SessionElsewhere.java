// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets a session of the older revisions go on when the next request comes to another replica. A call is answered there anyway;
 * but to open a stream of that session, or to end it, the extension would answer 404, which tells a client that its session is
 * over. 405 tells it that there is no such thing here, and it goes on without. And a notification, which the extension would
 * answer with an error, is taken without a word (MCP 2025-11-25, Streamable HTTP, sections on sending messages, on listening for
 * messages and on session management).
 */
@Singleton
class SessionElsewhere {

    static final String SESSION = "Mcp-Session-Id";
    private static final String NOTIFICATIONS = "notifications/";
    /** Behind the gate's filters, before the routes of extensions. */
    private static final int BEFORE_THE_EXTENSION = -40;

    private final ConnectionManager connections;

    SessionElsewhere(ConnectionManager connections) {
        this.connections = connections;
    }

    void listen(
            @Observes Router router,
            @ConfigProperty(name = "quarkus.mcp.server.http.root-path", defaultValue = "/mcp") String path) {
        router.route(path).order(BEFORE_THE_EXTENSION).handler(this::take);
    }

    private void take(RoutingContext context) {
        HttpMethod method = context.request().method();
        String session = context.request().getHeader(SESSION);
        if (method.equals(HttpMethod.POST)) {
            if ((session == null || !connections.has(session)) && isNotification(MessageInHand.of(context))) {
                context.response().setStatusCode(202).end();
                return;
            }
        } else if (session != null && !connections.has(session)) {
            context.fail(405);
            return;
        }
        context.next();
    }

    private static boolean isNotification(JsonObject message) {
        return message != null
                && message.getValue("id") == null
                && message.getValue("method") instanceof String method
                && method.startsWith(NOTIFICATIONS);
    }
}
