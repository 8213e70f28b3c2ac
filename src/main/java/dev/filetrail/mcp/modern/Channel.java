// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Where what is said about one request goes: the answer to an HTTP request, or a line of standard output. */
public interface Channel {

    /**
     * Says something before the answer.
     *
     * @param message a notification
     * @return when it is on its way
     */
    Future<Void> notification(JsonObject message);

    /**
     * Says the last word.
     *
     * @param message the response, a result or an error
     * @param status that HTTP has for it; of no meaning elsewhere
     * @return when it is on its way
     */
    Future<Void> response(JsonObject message, int status);

    /**
     * Tells when nobody listens any more.
     *
     * @param gone done once, when the connection ends; never where the whole process ends with it
     */
    default void whenGone(Runnable gone) {}

    /**
     * Keeps a quiet connection from being taken for a dead one, where that can happen.
     *
     * @return when it is on its way
     */
    default Future<Void> stillHere() {
        return Future.succeededFuture();
    }
}
