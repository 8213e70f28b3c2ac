// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.PromptMessage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * How a feature says that it needs something of its client before it can answer. The extension has no result for that yet, so
 * it stands in the {@code _meta} of the result that it has (MCP 2026-07-28, multi round-trip requests). FileTrail's own
 * features need nothing; what the official suite brings along does.
 */
final class InputRequired {

    private static final String PREFIX = "dev.filetrail";
    /** Holds {@code inputRequests} and {@code requestState}, as an {@code InputRequiredResult} has them. */
    static final String REQUESTS = MetaKey.of("inputRequired", PREFIX).toString();
    /** Holds the capabilities without which the client can't be served, as {@code ClientCapabilities} has them. */
    static final String CAPABILITIES =
            MetaKey.of("requiredCapabilities", PREFIX).toString();

    private InputRequired() {}

    /**
     * Where a result says so.
     *
     * @param result as the extension's handlers give it
     * @return its {@code _meta}; empty when it has none
     */
    static JsonObject meta(JsonObject result) {
        if (result.getValue(Revisions.META) instanceof JsonObject own) {
            return own;
        }
        JsonObject meta = new JsonObject();
        // The extension leaves out what a prompt's answer has of it, but not what its messages have.
        if (result.getValue("messages") instanceof JsonArray messages
                && !messages.isEmpty()
                && messages.getValue(0) instanceof PromptMessage first
                && first.content()._meta() != null) {
            Object requests = first.content()._meta().get(MetaKey.from(REQUESTS));
            if (requests != null) {
                meta.put(REQUESTS, requests);
            }
        }
        return meta;
    }
}
