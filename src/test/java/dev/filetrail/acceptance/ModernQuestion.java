// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** A request of the stateless revision, in order unless a test puts it out of order. */
final class ModernQuestion {

    static final String REVISION = "2026-07-28";
    static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

    private final JsonObject message;
    private final Map<String, Object> headers = new HashMap<>();

    private ModernQuestion(String method, JsonObject params) {
        JsonObject meta = new JsonObject()
                .put(VERSION, REVISION)
                .put(
                        "io.modelcontextprotocol/clientInfo",
                        new JsonObject().put("name", "test").put("version", "1"))
                .put(CAPABILITIES, new JsonObject());
        message = new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", 7)
                .put("method", method)
                .put("params", params.copy().put("_meta", meta));
        headers.put("MCP-Protocol-Version", REVISION);
        headers.put("Mcp-Method", method);
        if (params.containsKey("name") || params.containsKey("uri")) {
            headers.put("Mcp-Name", params.getString("name", params.getString("uri")));
        }
    }

    static ModernQuestion of(String method) {
        return new ModernQuestion(method, new JsonObject());
    }

    static ModernQuestion of(String method, JsonObject params) {
        return new ModernQuestion(method, params);
    }

    static ModernQuestion call(String tool, JsonObject arguments) {
        return of("tools/call", new JsonObject().put("name", tool).put("arguments", arguments));
    }

    static ModernQuestion machines(String hash) {
        return call("get_machines_for_file_hash", new JsonObject().put("hash", hash));
    }

    JsonObject message() {
        return message;
    }

    JsonObject params() {
        return message.getJsonObject("params");
    }

    JsonObject meta() {
        return params().getJsonObject("_meta");
    }

    /** Another value of a header; null for none. */
    ModernQuestion header(String name, Object value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    Map<String, Object> headers() {
        return headers;
    }

    RequestSpecification prepared() {
        return given().contentType("application/json")
                .accept("application/json, text/event-stream")
                .headers(headers)
                .body(message.encode());
    }

    Response ask() {
        return prepared().post("/mcp");
    }

    /** The result, where there must be one. */
    JsonObject result() {
        Response response = ask();
        JsonObject answer = new JsonObject(response.asString());
        if (response.statusCode() != 200 || !answer.containsKey("result")) {
            throw new AssertionError(response.statusCode() + " " + answer);
        }
        return answer.getJsonObject("result");
    }
}
