// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.runtime.ContextSupport;
import io.quarkiverse.mcp.server.runtime.McpRequestImpl;
import io.quarkiverse.mcp.server.runtime.Sender;
import io.vertx.core.json.JsonObject;

/** A request as the extension's handlers take it. Who asks was found out before it came here. */
final class ModernRequest extends McpRequestImpl<ModernConnection> {

    ModernRequest(JsonObject message, ModernConnection connection, Sender sender, ContextSupport context) {
        super(McpServer.DEFAULT, message, connection, sender, null, context, null);
    }
}
