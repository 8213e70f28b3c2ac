// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Asks the tool over plain HTTP, as any client would, and holds its answer. */
final class Question {

    private static final String TOOL = "get_machines_for_file_hash";

    private final JsonPath result;

    private Question(JsonPath result) {
        this.result = result;
    }

    /** Calls {@code get_machines_for_file_hash}. */
    static Question ask(Map<String, ?> arguments) {
        return call(Map.of("name", TOOL, "arguments", arguments));
    }

    /** Calls another tool. */
    static Question of(String tool, Map<String, ?> arguments) {
        return call(Map.of("name", tool, "arguments", arguments));
    }

    /** Calls it with no arguments at all. */
    static Question askWithoutArguments() {
        return call(Map.of("name", TOOL));
    }

    private static Question call(Map<String, ?> params) {
        return new Question(given().contentType("application/json")
                .accept("application/json, text/event-stream")
                .body(Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/call", "params", params))
                .post("/mcp")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath());
    }

    static Question ask(String hash) {
        return ask(Map.of("hash", hash));
    }

    /** A hash that nobody has asked for yet, so that no remembered answer stands in its way. */
    static String newHash() {
        StringBuilder hash = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            hash.append(Character.forDigit(ThreadLocalRandom.current().nextInt(16), 16));
        }
        return hash.toString();
    }

    boolean isError() {
        return result.getBoolean("result.isError");
    }

    String text() {
        return result.getString("result.content[0].text");
    }

    int total() {
        return result.getInt("result.structuredContent.total_machines");
    }

    int matching() {
        return result.getInt("result.structuredContent.matching_machines");
    }

    boolean remembered() {
        return result.getBoolean("result.structuredContent.remembered");
    }

    boolean stale() {
        return result.getBoolean("result.structuredContent.stale");
    }

    String staleReason() {
        return result.getString("result.structuredContent.stale_reason");
    }

    String nextCursor() {
        return result.getString("result.structuredContent.next_cursor");
    }

    List<String> ids() {
        return result.getList("result.structuredContent.machines.id");
    }

    <T> List<T> each(String property) {
        return result.getList("result.structuredContent.machines." + property);
    }

    /** Anything in the structured result, by its path. */
    <T> T get(String path) {
        return result.get("result.structuredContent." + path);
    }

    Map<String, Object> structure() {
        return result.getMap("result.structuredContent");
    }
}
