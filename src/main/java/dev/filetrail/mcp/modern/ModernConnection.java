// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import io.quarkiverse.mcp.server.InitialRequest;
import io.quarkiverse.mcp.server.McpLog.LogLevel;
import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.runtime.McpConnectionBase;
import io.quarkiverse.mcp.server.runtime.config.McpServerRuntimeConfig;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** What the extension's handlers take for a connection: here it lasts for one request, and nobody remembers it. */
class ModernConnection extends McpConnectionBase {

    private final LogLevel level;

    /**
     * @param id by which a cancellation finds the request
     * @param config of the server
     * @param level of the log messages that the request wants; null for the usual one
     */
    ModernConnection(String id, McpServerRuntimeConfig config, LogLevel level) {
        super(id, config, McpServer.DEFAULT);
        this.level = level;
    }

    /** @return the same, with what an {@code initialize} would have said */
    ModernConnection opened(InitialRequest request) {
        initialize(request);
        setInitialized();
        return this;
    }

    @Override
    public LogLevel logLevel() {
        return level == null ? super.logLevel() : level;
    }

    /** What belongs to no request goes to those who have asked for it. */
    @Override
    public Future<Void> send(JsonObject message) {
        return Future.succeededFuture();
    }
}
