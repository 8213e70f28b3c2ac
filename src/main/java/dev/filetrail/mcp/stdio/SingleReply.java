// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import io.vertx.core.json.JsonObject;

/**
 * An answer is a line of its own.
 *
 * @param connection takes it
 */
record SingleReply(StdioConnection connection) implements Replies {

    @Override
    public void expect() {
        // It comes when it comes.
    }

    @Override
    public void answer(JsonObject answer) {
        connection.send(answer);
    }

    @Override
    public void nothing() {
        // Then there is no line.
    }
}
