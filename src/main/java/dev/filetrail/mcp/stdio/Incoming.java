// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import static io.quarkiverse.mcp.server.JsonRpcErrorCodes.INVALID_REQUEST;
import static io.quarkiverse.mcp.server.JsonRpcErrorCodes.METHOD_NOT_FOUND;

import dev.filetrail.ForeignText;
import io.quarkiverse.mcp.server.McpConnection.Status;
import io.quarkiverse.mcp.server.McpMethod;
import io.quarkiverse.mcp.server.runtime.JsonRpc;
import io.quarkiverse.mcp.server.runtime.Messages;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A message, looked at before anybody works on it: what it is, and whether it is one at all (JSON-RPC 2.0, sections 4 to 6; MCP
 * section on the lifecycle).
 *
 * @param kind what to do with it
 * @param message it; null when it is no object
 * @param fault the answer to a faulty one; null otherwise
 */
record Incoming(Kind kind, JsonObject message, JsonObject fault) {

    private static final int LONGEST_SHOWN = 60;

    /** What a client may ask for, besides {@code ping}. */
    private static final Set<McpMethod> REQUESTS = EnumSet.of(
            McpMethod.INITIALIZE,
            McpMethod.PROMPTS_LIST,
            McpMethod.PROMPTS_GET,
            McpMethod.TOOLS_LIST,
            McpMethod.TOOLS_CALL,
            McpMethod.RESOURCES_LIST,
            McpMethod.RESOURCES_READ,
            McpMethod.RESOURCES_SUBSCRIBE,
            McpMethod.RESOURCES_UNSUBSCRIBE,
            McpMethod.RESOURCE_TEMPLATES_LIST,
            McpMethod.COMPLETION_COMPLETE,
            McpMethod.LOGGING_SET_LEVEL);

    /** What to do with a message. */
    enum Kind {
        /** Answer it with its fault. */
        FAULTY,
        /** Answer it at once. */
        PING,
        /** Work on it, and answer then. */
        REQUEST,
        /** The same, by the rules of the stateless revision, none of which has been looked at. */
        MODERN,
        /** Work on it. */
        NOTIFICATION,
        /** Give it to whoever asked. */
        RESPONSE,
        /** Pass it over. */
        NOTHING
    }

    /**
     * Looks at a message.
     *
     * @param json what came
     * @param status of the connection
     * @param modern finds out which messages are of the stateless revision
     * @return what to do with it
     */
    static Incoming of(Object json, Status status, Predicate<JsonObject> modern) {
        if (!(json instanceof JsonObject message)) {
            return faulty(
                    null,
                    INVALID_REQUEST,
                    "A message is one JSON object; several in an array are for revision 2025-03-26 only, once"
                            + " initialized.");
        }
        boolean current = JsonRpc.VERSION.equals(message.getValue("jsonrpc"));
        if (!message.containsKey("method") && Messages.isResponse(message)) {
            return new Incoming(current ? Kind.RESPONSE : Kind.NOTHING, message, null);
        }
        Object id = isId(message.getValue("id")) ? message.getValue("id") : null;
        if (message.containsKey("id") && id == null) {
            return faulty(null, INVALID_REQUEST, "'id' must be a text or a whole number.");
        }
        if (!current) {
            return faulty(id, INVALID_REQUEST, "'jsonrpc' must be \"2.0\".");
        }
        if (!(message.getValue("method") instanceof String method)) {
            return faulty(id, INVALID_REQUEST, "'method' must be a text.");
        }
        if (id == null) {
            return notification(message);
        }
        return modern.test(message) ? new Incoming(Kind.MODERN, message, null) : request(id, method, message, status);
    }

    private static Incoming notification(JsonObject message) {
        boolean readable = !message.containsKey("params") || message.getValue("params") instanceof JsonObject;
        return new Incoming(readable ? Kind.NOTIFICATION : Kind.NOTHING, message, null);
    }

    private static Incoming request(Object id, String name, JsonObject message, Status status) {
        McpMethod method = McpMethod.from(name);
        if (method == McpMethod.PING) {
            return new Incoming(Kind.PING, message, null);
        }
        if (method == null || !REQUESTS.contains(method)) {
            return faulty(
                    id, METHOD_NOT_FOUND, "There is no method '" + ForeignText.oneLine(name, LONGEST_SHOWN) + "'.");
        }
        if ((method == McpMethod.INITIALIZE) != (status == Status.NEW)) {
            return faulty(
                    id,
                    INVALID_REQUEST,
                    status == Status.NEW ? "'initialize' comes first." : "'initialize' comes once, and it has come.");
        }
        return new Incoming(Kind.REQUEST, message, null);
    }

    /** Fractions are no ids in MCP, and nothing there tells them from each other exactly. */
    private static boolean isId(Object value) {
        return value instanceof String || value instanceof Integer || value instanceof Long;
    }

    private static Incoming faulty(Object id, int code, String sentence) {
        return new Incoming(Kind.FAULTY, null, Refusal.of(id, code, sentence));
    }

    /** @return the id of the message; null when it has none */
    Object id() {
        return message.getValue("id");
    }

    /** @return the next message may be looked at only when this one has been handled */
    boolean changesWhatFollows() {
        McpMethod method = McpMethod.from(message.getString("method"));
        return method == McpMethod.INITIALIZE || method == McpMethod.LOGGING_SET_LEVEL;
    }

    /** @return it is answered only when it is over, and that is when somebody ends it */
    boolean lasts() {
        return "subscriptions/listen".equals(message.getValue("method"));
    }

    /** @return the id of the request that this cancels; null when it cancels none */
    Object cancels() {
        return McpMethod.NOTIFICATIONS_CANCELLED.jsonRpcName().equals(message.getValue("method"))
                        && message.getValue("params") instanceof JsonObject params
                ? params.getValue("requestId")
                : null;
    }
}
