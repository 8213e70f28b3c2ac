// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkiverse.mcp.server.runtime.McpConnectionBase;
import io.quarkiverse.mcp.server.runtime.McpMetadata;
import io.quarkiverse.mcp.server.runtime.McpMetrics;
import io.quarkiverse.mcp.server.runtime.RequestIdGenerator;
import io.quarkiverse.mcp.server.runtime.config.McpServersRuntimeConfig;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections of the extension, and whose each stream of the older transport is. The extension makes up a stream's name in the
 * request that opens it, and tells it in the stream only: here alone it meets who opened it, before anybody can know it.
 */
@Alternative
@Priority(1)
@Singleton
class OwnedStreams extends ConnectionManager {

    private static final String OPENER = "filetrail.opener";

    private final Map<String, String> owners = new ConcurrentHashMap<>();

    OwnedStreams(
            Vertx vertx,
            RequestIdGenerator requestIds,
            McpServersRuntimeConfig config,
            McpMetadata metadata,
            Instance<McpMetrics> metrics) {
        super(vertx, requestIds, config, metadata, metrics);
    }

    /** The request that is under way may open a stream, which is then the caller's. */
    static void opens(String caller) {
        Vertx.currentContext().putLocal(OPENER, caller);
    }

    /** @return that the stream is there, and that it was the caller who opened it */
    boolean isOf(String stream, String caller) {
        return caller.equals(owners.get(stream));
    }

    @Override
    public void add(McpConnectionBase connection) {
        Context request = Vertx.currentContext();
        // There is none where an assistant has started the program, only a context that belongs to nobody.
        String opener = request != null && VertxContext.isDuplicatedContext(request) ? request.getLocal(OPENER) : null;
        if (opener != null) {
            owners.put(connection.id(), opener);
        }
        super.add(connection);
    }

    @Override
    public boolean remove(String id) {
        owners.remove(id);
        return super.remove(id);
    }
}
