// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import io.quarkiverse.mcp.server.runtime.Messages;
import io.quarkiverse.mcp.server.runtime.Sender;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * For messages that get no answer, not even that they are wrong (JSON-RPC 2.0, section 4.1).
 *
 * @param connection takes what is sent besides
 */
record Unanswered(StdioConnection connection) implements Sender {

    @Override
    public Future<Void> send(JsonObject message) {
        return message == null || Messages.isResponse(message) ? Future.succeededFuture() : connection.send(message);
    }
}
