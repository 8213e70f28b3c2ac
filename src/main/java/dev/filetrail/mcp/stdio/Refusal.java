// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import io.quarkiverse.mcp.server.runtime.Messages;
import io.vertx.core.json.JsonObject;

/** An error in answer to a message that is not worked on. */
final class Refusal {

    private Refusal() {}

    /**
     * One of them.
     *
     * @param id of the request; null when it can't be told. It is left out then: JSON-RPC would have null there, of which the
     *     protocol's own schema wants nothing to know
     * @param code of the error
     * @param sentence what is wrong
     * @return a response
     */
    static JsonObject of(Object id, int code, String sentence) {
        JsonObject error = Messages.newError(id, code, sentence);
        if (id == null) {
            error.remove("id");
        }
        return error;
    }
}
