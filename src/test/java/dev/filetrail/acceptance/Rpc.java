// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;

import io.quarkiverse.mcp.server.test.McpAssured;
import io.quarkiverse.mcp.server.test.McpAssured.McpStreamableTestClient;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Sends MCP any message over plain HTTP, as a client without a library would. */
final class Rpc {

    private Rpc() {}

    /** What comes back, result or error. */
    static JsonObject send(String method, Map<String, ?> params) {
        return send(null, method, params);
    }

    /** The same of somebody with a key or a token. */
    static JsonObject send(String bearer, String method, Map<String, ?> params) {
        return sendRaw(bearer, method, new JsonObject(Map.copyOf(params)).encode());
    }

    /** With parameters of any shape. */
    static JsonObject sendRaw(String method, String params) {
        return sendRaw(null, method, params);
    }

    private static JsonObject sendRaw(String bearer, String method, String params) {
        RequestSpecification request =
                given().contentType("application/json").accept("application/json, text/event-stream");
        if (bearer != null) {
            request = request.header("Authorization", "Bearer " + bearer);
        }
        return new JsonObject(
                request.body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}")
                        .post("/mcp")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    /** The error's code; 0 for a result. */
    static int code(JsonObject reply) {
        return reply.containsKey("error") ? reply.getJsonObject("error").getInteger("code") : 0;
    }

    /** The error's words; what came instead when there is none. */
    static String words(JsonObject reply) {
        return reply.containsKey("error") ? reply.getJsonObject("error").getString("message") : reply.encode();
    }

    /** A connected client of the extension's, wherever the program under test runs. */
    static McpStreamableTestClient client() {
        return McpAssured.newStreamableClient()
                .setBaseUri(URI.create("http://localhost:" + RestAssured.port))
                .build()
                .connect();
    }

    static JsonObject read(String uri) {
        return send("resources/read", Map.of("uri", uri));
    }

    /** The one content of a resource that was read. */
    static JsonObject contents(JsonObject reply) {
        if (!reply.containsKey("result")) {
            throw new AssertionError(reply.encode());
        }
        return reply.getJsonObject("result").getJsonArray("contents").getJsonObject(0);
    }

    static JsonObject prompt(String name, Map<String, ?> arguments) {
        return send("prompts/get", Map.of("name", name, "arguments", new JsonObject(Map.copyOf(arguments))));
    }

    /** The one message of a prompt. */
    static String message(JsonObject reply) {
        if (!reply.containsKey("result")) {
            throw new AssertionError(reply.encode());
        }
        return reply.getJsonObject("result")
                .getJsonArray("messages")
                .getJsonObject(0)
                .getJsonObject("content")
                .getString("text");
    }

    /** Completes a prompt's argument. */
    static JsonObject completePrompt(String bearer, String prompt, String argument, String begun) {
        return complete(bearer, Map.of("type", "ref/prompt", "name", prompt), argument, begun);
    }

    /** Completes the SHA-1 of a resource. */
    static JsonObject completeResource(String bearer, String template, String begun) {
        return complete(bearer, Map.of("type", "ref/resource", "uri", template), "sha1", begun);
    }

    private static JsonObject complete(String bearer, Map<String, ?> ref, String argument, String begun) {
        JsonObject reply = send(
                bearer,
                "completion/complete",
                Map.of("ref", ref, "argument", Map.of("name", argument, "value", begun)));
        if (!reply.containsKey("result")) {
            throw new AssertionError(reply.encode());
        }
        return reply.getJsonObject("result").getJsonObject("completion");
    }

    static List<String> values(JsonObject completion) {
        return completion.getJsonArray("values").stream()
                .map(String.class::cast)
                .toList();
    }

    /**
     * What came of reading a resource.
     *
     * @param text of its one content; null for an error
     * @param error the error's words; null when there is none
     */
    record Reading(String text, String error) {}

    /** Reads a resource of any program, however large it is and whoever else reads meanwhile. */
    static Reading reading(String address, String uri) {
        JsonObject reply = new JsonObject(given().contentType("application/json")
                .accept("application/json, text/event-stream")
                .body(new JsonObject()
                        .put("jsonrpc", "2.0")
                        .put("id", 1)
                        .put("method", "resources/read")
                        .put("params", new JsonObject().put("uri", uri))
                        .encode())
                .post(address)
                .asString());
        return reply.containsKey("error")
                ? new Reading(null, words(reply))
                : new Reading(contents(reply).getString("text"), null);
    }
}
