// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import io.quarkiverse.mcp.server.runtime.McpMessageHandler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The revisions of the protocol, and which of the two eras a message belongs to (MCP 2026-07-28, section on versioning). */
final class Revisions {

    static final String MODERN = "2026-07-28";

    static final String META = "_meta";
    static final String PROTOCOL_VERSION = "io.modelcontextprotocol/protocolVersion";
    static final String CLIENT_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

    private Revisions() {}

    /** @return all that this server speaks, the newest first */
    static JsonArray all() {
        JsonArray all = new JsonArray().add(MODERN);
        McpMessageHandler.SUPPORTED_PROTOCOL_VERSIONS.forEach(all::add);
        return all;
    }

    /** @return whether the extension speaks it, after an {@code initialize} */
    static boolean isLegacy(String version) {
        return McpMessageHandler.SUPPORTED_PROTOCOL_VERSIONS.contains(version);
    }

    /**
     * Whether a message is of the stateless era by what it says itself.
     *
     * @param message a request or a notification
     * @return true also when it is not in order
     */
    static boolean isModern(JsonObject message) {
        String method = message.getValue("method") instanceof String text ? text : "";
        return method.equals(Methods.DISCOVER)
                || method.equals(Methods.LISTEN)
                || (message.getValue("params") instanceof JsonObject params
                        && params.getValue(META) instanceof JsonObject meta
                        && meta.containsKey(PROTOCOL_VERSION));
    }
}
