// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import io.vertx.core.json.JsonObject;

/** A request that can't be taken as it is (MCP 2026-07-28, sections on error codes and on server validation). */
final class Fault extends Exception {

    private static final long serialVersionUID = 1;

    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int HEADER_MISMATCH = -32020;
    static final int MISSING_CLIENT_CAPABILITY = -32021;
    static final int UNSUPPORTED_VERSION = -32022;

    private final int code;
    private final transient JsonObject data;

    private Fault(int code, String message, JsonObject data) {
        super(message, null, false, false);
        this.code = code;
        this.data = data;
    }

    static Fault invalidRequest(String message) {
        return new Fault(INVALID_REQUEST, message, null);
    }

    static Fault invalidParams(String message) {
        return new Fault(INVALID_PARAMS, message, null);
    }

    static Fault noSuchMethod(String method) {
        return new Fault(METHOD_NOT_FOUND, "There is no method " + method + " in this revision.", null);
    }

    static Fault headerMismatch(String message) {
        return new Fault(HEADER_MISMATCH, "Header mismatch: " + message, null);
    }

    static Fault unsupportedVersion(String requested) {
        return new Fault(
                UNSUPPORTED_VERSION,
                "Unsupported protocol version",
                new JsonObject().put("supported", Revisions.all()).put("requested", requested));
    }

    static Fault missingClientCapability(JsonObject required) {
        return new Fault(
                MISSING_CLIENT_CAPABILITY,
                "The client has not declared what this takes: " + String.join(", ", required.fieldNames()) + ".",
                new JsonObject().put("requiredCapabilities", required));
    }

    /** @return the error as a response has it */
    JsonObject error() {
        return error(code, getMessage(), data);
    }

    /** @return the status that HTTP has for it */
    int status() {
        return status(code);
    }

    /** What is wrong with a request has a status of its own; what came of a request that was in order is a 200. */
    static int status(int code) {
        return switch (code) {
            case METHOD_NOT_FOUND -> 404;
            case INVALID_REQUEST, INVALID_PARAMS, HEADER_MISMATCH, MISSING_CLIENT_CAPABILITY, UNSUPPORTED_VERSION ->
                400;
            default -> 200;
        };
    }

    /**
     * @param code of the error
     * @param message for people
     * @param data null when there is none
     * @return the error as a response has it
     */
    static JsonObject error(int code, String message, JsonObject data) {
        JsonObject error = new JsonObject().put("code", code).put("message", message);
        return data == null ? error : error.put("data", data);
    }
}
