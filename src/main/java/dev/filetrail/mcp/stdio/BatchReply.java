// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The answers to a batch are one array on one line, once the last of them is there; of none there is no line (JSON-RPC 2.0, section 6). */
final class BatchReply implements Replies {

    private final Outbox outbox;
    private final JsonArray answers = new JsonArray();
    private int expected;

    /** @param outbox takes the array */
    BatchReply(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public synchronized void expect() {
        expected++;
    }

    @Override
    public synchronized void answer(JsonObject answer) {
        answers.add(answer);
        nothing();
    }

    @Override
    public synchronized void nothing() {
        expected--;
        if (expected == 0 && !answers.isEmpty()) {
            outbox.put(answers.encode());
        }
    }
}
