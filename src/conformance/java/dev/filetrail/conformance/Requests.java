// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.conformance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a client may be asked for in a round, each as it stands on the wire. */
final class Requests {

    private static final int MOST_TOKENS = 100;

    private Requests() {}

    /** A form of one field that must be filled in. */
    static JsonObject form(String message, String field, String type) {
        JsonObject schema = new JsonObject()
                .put("type", "object")
                .put("properties", new JsonObject().put(field, new JsonObject().put("type", type)))
                .put("required", new JsonArray().add(field));
        return request(
                "elicitation/create", new JsonObject().put("message", message).put("requestedSchema", schema));
    }

    /** A prompt for the client's model. */
    static JsonObject sample(String prompt) {
        JsonObject message = new JsonObject()
                .put("role", "user")
                .put("content", new JsonObject().put("type", "text").put("text", prompt));
        return request(
                "sampling/createMessage",
                new JsonObject().put("messages", new JsonArray().add(message)).put("maxTokens", MOST_TOKENS));
    }

    /** The client's roots. */
    static JsonObject roots() {
        return request("roots/list", new JsonObject());
    }

    private static JsonObject request(String method, JsonObject params) {
        return new JsonObject().put("method", method).put("params", params);
    }
}
