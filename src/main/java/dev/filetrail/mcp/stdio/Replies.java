// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import io.vertx.core.json.JsonObject;

/** Takes the answer to a request: a line of its own, or a place in the answer to a batch. */
interface Replies {

    /** An answer is to be expected. Told before {@link #answer} or {@link #nothing}. */
    void expect();

    /** @param answer a response */
    void answer(JsonObject answer);

    /** What was expected won't come. */
    void nothing();
}
