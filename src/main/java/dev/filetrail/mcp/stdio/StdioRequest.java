// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.runtime.ContextSupport;
import io.quarkiverse.mcp.server.runtime.McpRequestImpl;
import io.quarkiverse.mcp.server.runtime.Sender;
import io.vertx.core.json.JsonObject;

/** A message as the extension's handlers want it. */
final class StdioRequest extends McpRequestImpl<StdioConnection> {

    /**
     * @param message one
     * @param connection where it came from
     * @param sender takes what is sent because of it
     * @param context is told when its request context begins; may be null
     */
    StdioRequest(JsonObject message, StdioConnection connection, Sender sender, ContextSupport context) {
        super(McpServer.DEFAULT, message, connection, sender, null, context, null);
    }
}
