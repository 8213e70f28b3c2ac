// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import dev.filetrail.ForeignText;
import io.quarkiverse.mcp.server.ClientCapability;
import io.quarkiverse.mcp.server.Implementation;
import io.quarkiverse.mcp.server.InitialRequest;
import io.quarkiverse.mcp.server.InitialRequest.Transport;
import io.quarkiverse.mcp.server.McpLog.LogLevel;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What a request says of itself, since no session says it (MCP 2026-07-28, {@code RequestMetaObject}).
 *
 * @param version of the protocol
 * @param capabilities of the client
 * @param client what software it is; null when it does not say
 * @param logLevel from which level on it wants to hear log messages; null for none at all
 */
record RequestMeta(String version, JsonObject capabilities, JsonObject client, LogLevel logLevel) {

    private static final String CLIENT_INFO = "io.modelcontextprotocol/clientInfo";
    private static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";
    private static final int LONGEST_SHOWN = 60;

    /**
     * Reads it, as far as every request must have it.
     *
     * @param message a request
     * @return what it says; the version may be one that nobody speaks
     * @throws Fault when something is missing, or is not what it must be
     */
    static RequestMeta of(JsonObject message) throws Fault {
        JsonObject params = object(message, "params", "params");
        JsonObject meta = object(params, Revisions.META, "params._meta");
        if (!(meta.getValue(Revisions.PROTOCOL_VERSION) instanceof String version)) {
            throw missing("params._meta['" + Revisions.PROTOCOL_VERSION + "'], a text");
        }
        JsonObject client = meta.getValue(CLIENT_INFO) instanceof JsonObject info ? info : null;
        LogLevel level = null;
        if (meta.getValue(LOG_LEVEL) instanceof String text) {
            level = LogLevel.from(text);
            if (level == null) {
                throw Fault.invalidParams("There is no log level '" + ForeignText.oneLine(text, LONGEST_SHOWN) + "'.");
            }
        }
        return new RequestMeta(
                version,
                meta.getValue(Revisions.CLIENT_CAPABILITIES) instanceof JsonObject capabilities ? capabilities : null,
                client,
                level);
    }

    /** @return that of a message that needs none */
    static RequestMeta nothing() {
        return new RequestMeta(Revisions.MODERN, new JsonObject(), null, null);
    }

    /**
     * What is found out after the version, so that a client of another one learns that first.
     *
     * @throws Fault when the version is not spoken, or the capabilities are missing
     */
    void check() throws Fault {
        if (!version.equals(Revisions.MODERN)) {
            throw Fault.unsupportedVersion(version);
        }
        if (capabilities == null) {
            throw missing("params._meta['" + Revisions.CLIENT_CAPABILITIES + "'], an object, which may be empty");
        }
    }

    /** @return the same in the form that the extension's handlers know from an {@code initialize} */
    InitialRequest asInitialRequest(Transport transport) {
        List<ClientCapability> declared = capabilities.fieldNames().stream()
                .map(name -> new ClientCapability(
                        name, capabilities.getValue(name) instanceof JsonObject object ? object.getMap() : Map.of()))
                .toList();
        String name = client != null && client.getValue("name") instanceof String text ? text : "unknown";
        String build = client != null && client.getValue("version") instanceof String text ? text : "unknown";
        return new InitialRequest(new Implementation(name, build, null), version, declared, transport, true);
    }

    private static JsonObject object(JsonObject in, String name, String words) throws Fault {
        if (in.getValue(name) instanceof JsonObject object) {
            return object;
        }
        throw missing(words + ", an object");
    }

    private static Fault missing(String what) {
        return Fault.invalidParams("Missing: " + what + ".");
    }
}
