// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import dev.filetrail.mcp.modern.Channel;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * Where what is said about a request of the stateless revision goes.
 *
 * @param call the request
 */
record CallChannel(Call call) implements Channel {

    @Override
    public Future<Void> notification(JsonObject message) {
        return call.send(message);
    }

    @Override
    public Future<Void> response(JsonObject message, int status) {
        return call.send(message);
    }
}
