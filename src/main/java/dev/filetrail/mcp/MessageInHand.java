// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The message of a request, read once for all endpoints that look at it before the extension does. */
public final class MessageInHand {

    private static final String KEY = MessageInHand.class.getName();

    private MessageInHand() {}

    /**
     * Reads it.
     *
     * @param context a request whose body is there
     * @return the message; null for what is no single message, such as a batch
     */
    public static JsonObject of(RoutingContext context) {
        JsonObject known = context.get(KEY);
        if (known != null) {
            return known;
        }
        Buffer body = context.body().buffer();
        try {
            JsonObject read = body == null ? null : new JsonObject(body);
            context.put(KEY, read);
            return read;
        } catch (DecodeException e) {
            return null;
        }
    }
}
