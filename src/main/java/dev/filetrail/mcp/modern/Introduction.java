// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import io.quarkiverse.mcp.server.runtime.McpMessageHandler;
import io.quarkiverse.mcp.server.runtime.Sender;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * Answers {@link Methods#DISCOVER}: what the extension says of itself in answer to an {@code initialize}, which the stateless
 * revision does not have, in the form of that revision.
 */
final class Introduction implements Sender {

    private final Reply reply;

    /** @param reply to whoever wants to discover */
    Introduction(Reply reply) {
        this.reply = reply;
    }

    /**
     * What to ask the extension.
     *
     * @param meta of the request
     * @return an {@code initialize}
     */
    static JsonObject initialize(RequestMeta meta) {
        return new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", 0)
                .put("method", "initialize")
                .put(
                        "params",
                        new JsonObject()
                                .put("protocolVersion", McpMessageHandler.SUPPORTED_PROTOCOL_VERSIONS.get(0))
                                .put("capabilities", meta.capabilities())
                                .put(
                                        "clientInfo",
                                        new JsonObject().put("name", "").put("version", "")));
    }

    @Override
    public Future<Void> send(JsonObject message) {
        return reply.sendError(null, Fault.INVALID_REQUEST, "FileTrail can't introduce itself.");
    }

    @Override
    public Future<Void> sendResult(Object id, Object result) {
        return reply.sendResult(null, introduced(JsonObject.mapFrom(result)));
    }

    private static JsonObject introduced(JsonObject initialized) {
        JsonObject capabilities = initialized.getJsonObject("capabilities");
        JsonObject resources = capabilities.getJsonObject("resources");
        if (resources != null) {
            // Nothing tells of a resource that has changed: the budget does so all the time, and answers are asked for.
            resources.remove("subscribe");
        }
        // Its tools have a view: MCP Apps. Revisions before this one have no place to say so.
        capabilities.put("extensions", new JsonObject().put("io.modelcontextprotocol/ui", new JsonObject()));
        JsonObject discovered =
                new JsonObject().put("supportedVersions", Revisions.all()).put("capabilities", capabilities);
        return initialized.getValue("instructions") instanceof String instructions
                ? discovered.put("instructions", instructions)
                : discovered;
    }
}
