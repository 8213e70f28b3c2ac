// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkiverse.mcp.server.runtime.McpMetadata;
import io.quarkiverse.mcp.server.runtime.config.McpServerRuntimeConfig;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Those who listen for changes (MCP 2026-07-28, section on subscriptions), for as long as they do. */
@Singleton
class Subscriptions {

    private final Map<Key, Subscription> open = new ConcurrentHashMap<>();
    private final ConnectionManager connections;
    private final McpMetadata metadata;
    private final Vertx vertx;
    private final Duration keepAlive;

    Subscriptions(ConnectionManager connections, McpMetadata metadata, Vertx vertx, ModernConfig config) {
        this.connections = connections;
        this.metadata = metadata;
        this.vertx = vertx;
        this.keepAlive = config.keepAlive();
    }

    private record Key(String connection, String id) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && id.equals(that.id) && connection.equals(that.connection);
        }

        @Override
        public int hashCode() {
            return 31 * id.hashCode() + connection.hashCode();
        }
    }

    /**
     * Begins one.
     *
     * @param message the request
     * @param channel where what changes is told
     * @param connection what the request came over
     * @param config of the server
     * @param reply to the request, given only when the server ends it
     * @return when it is over
     */
    Future<Void> open(
            JsonObject message, Channel channel, String connection, McpServerRuntimeConfig config, Reply reply)
            throws Fault {
        if (!(message.getJsonObject("params").getValue("notifications") instanceof JsonObject wanted)) {
            throw Fault.invalidParams("Missing: params.notifications, an object.");
        }
        Object id = message.getValue("id");
        Key key = new Key(connection, String.valueOf(id));
        Subscription subscription =
                new Subscription(ConnectionManager.connectionId(), config, id, honoured(wanted), channel, reply);
        open.put(key, subscription);
        long pulse = vertx.setPeriodic(keepAlive.toMillis(), now -> subscription.pulse());
        channel.whenGone(subscription::end);
        // What the extension tells to all connections reaches it only after it has been acknowledged.
        subscription.acknowledge();
        connections.add(subscription);
        return subscription.ended().onComplete(over -> {
            vertx.cancelTimer(pulse);
            connections.remove(subscription.id());
            open.remove(key, subscription);
        });
    }

    /** What this server has to tell of what is wanted: lists change only where something changes them. */
    private JsonObject honoured(JsonObject wanted) {
        Map<String, Boolean> change = Map.of(
                "toolsListChanged", metadata.isToolManagerUsed(),
                "promptsListChanged", metadata.isPromptManagerUsed(),
                "resourcesListChanged", metadata.isResourceManagerUsed() || metadata.isResourceTemplateManagerUsed());
        JsonObject honoured = new JsonObject();
        change.forEach((list, changes) -> {
            if (changes && Boolean.TRUE.equals(wanted.getValue(list))) {
                honoured.put(list, true);
            }
        });
        return honoured;
    }

    /**
     * Ends one whose client wants no more of it.
     *
     * @param connection what the request came over
     * @param id of the request
     * @return false when there is none
     */
    boolean cancel(String connection, Object id) {
        Subscription subscription = open.get(new Key(connection, String.valueOf(id)));
        if (subscription != null) {
            subscription.end();
        }
        return subscription != null;
    }

    void shutDownSoon(@Observes ShutdownDelayInitiatedEvent event) {
        closeAll();
    }

    void shutDown(@Observes ShutdownEvent event) {
        closeAll();
    }

    private void closeAll() {
        List.copyOf(open.values()).forEach(Subscription::closeInOrder);
    }
}
