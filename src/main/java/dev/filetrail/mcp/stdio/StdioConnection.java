// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.runtime.McpConnectionBase;
import io.quarkiverse.mcp.server.runtime.config.McpServerRuntimeConfig;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Whoever is at the other end of the standard streams, for as long as the process lives. */
final class StdioConnection extends McpConnectionBase {

    private final Outbox outbox;

    /**
     * @param id a name that nobody else has
     * @param config of the server
     * @param outbox takes what is sent
     */
    StdioConnection(String id, McpServerRuntimeConfig config, Outbox outbox) {
        super(id, config, McpServer.DEFAULT);
        this.outbox = outbox;
    }

    /** Sends a message; it is written in its turn, and nobody has to wait for that. */
    @Override
    public Future<Void> send(JsonObject message) {
        if (message != null) {
            messageSent(message);
            outbox.put(message.encode());
        }
        return Future.succeededFuture();
    }

    /** Sends what can be done without, unless too much waits already. */
    void sendIfThereIsRoom(JsonObject message) {
        if (!outbox.isFull()) {
            send(message);
        }
    }

    /** @return false: the streams are there until they end */
    @Override
    public boolean isIdleTimeoutExpired() {
        return false;
    }
}
