// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import io.quarkiverse.mcp.server.InitialCheck;
import io.quarkiverse.mcp.server.InitialRequest.Transport;
import io.quarkiverse.mcp.server.InitialResponseInfo;
import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.runtime.CancellationRequests;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkiverse.mcp.server.runtime.McpMessageHandler;
import io.quarkiverse.mcp.server.runtime.McpMetadata;
import io.quarkiverse.mcp.server.runtime.McpMetrics;
import io.quarkiverse.mcp.server.runtime.McpRequestValidator;
import io.quarkiverse.mcp.server.runtime.McpTracing;
import io.quarkiverse.mcp.server.runtime.NotificationManagerImpl;
import io.quarkiverse.mcp.server.runtime.PromptCompletionManagerImpl;
import io.quarkiverse.mcp.server.runtime.PromptManagerImpl;
import io.quarkiverse.mcp.server.runtime.ResourceManagerImpl;
import io.quarkiverse.mcp.server.runtime.ResourceTemplateCompletionManagerImpl;
import io.quarkiverse.mcp.server.runtime.ResourceTemplateManagerImpl;
import io.quarkiverse.mcp.server.runtime.ServerRequests;
import io.quarkiverse.mcp.server.runtime.ToolManagerImpl;
import io.quarkiverse.mcp.server.runtime.config.McpServersRuntimeConfig;
import io.quarkus.arc.All;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The extension's handlers of messages, for the revisions that begin with {@code initialize}: the same tools, resources and
 * prompts as over HTTP, found by the same annotations.
 */
@Singleton
class LegacyMessages extends McpMessageHandler<StdioRequest> {

    LegacyMessages(
            McpServersRuntimeConfig config,
            ConnectionManager connections,
            PromptManagerImpl prompts,
            ToolManagerImpl tools,
            ResourceManagerImpl resources,
            PromptCompletionManagerImpl promptCompletions,
            ResourceTemplateManagerImpl templates,
            ResourceTemplateCompletionManagerImpl templateCompletions,
            NotificationManagerImpl notifications,
            ServerRequests serverRequests,
            CancellationRequests cancellations,
            @All List<InitialCheck> initialChecks,
            @All List<InitialResponseInfo> initialResponseInfos,
            McpMetadata metadata,
            Vertx vertx,
            Instance<McpMetrics> metrics,
            Instance<McpTracing> tracing,
            Instance<McpRequestValidator> validator) {
        super(
                config,
                connections,
                prompts,
                tools,
                resources,
                promptCompletions,
                templates,
                templateCompletions,
                notifications,
                serverRequests,
                metadata,
                vertx,
                initialChecks,
                initialResponseInfos,
                metrics.isResolvable() ? metrics.get() : null,
                tracing.isResolvable() ? tracing.get() : null,
                validator.isResolvable() ? validator.get() : null,
                cancellations);
    }

    /**
     * Opens the one connection that there is.
     *
     * @param outbox takes what is sent
     * @return a connection that nobody has initialized yet
     */
    StdioConnection connect(Outbox outbox) {
        StdioConnection connection = new StdioConnection(
                ConnectionManager.connectionId(), config.servers().get(McpServer.DEFAULT), outbox);
        connectionManager.add(connection);
        return connection;
    }

    /** @return where messages are handled */
    VertxInternal vertx() {
        return (VertxInternal) vertx;
    }

    @Override
    protected Transport transport() {
        return Transport.STDIO;
    }
}
