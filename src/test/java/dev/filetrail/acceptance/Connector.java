// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The connector of the Power Platform, which takes nothing newer than Swagger 2.0: MCP as it stands in a template, and each tool
 * as an action, made of its contract.
 */
final class Connector {

    private static final Path TEMPLATE = Path.of("src/test/resources/connector/template.json");
    private static final Path CONTRACTS = Path.of("src/test/resources/snapshots");
    private static final List<String> TOOLS = List.of(
            "get_machines_for_file_hash", "sweep_file_hashes", "get_file_profile", "get_file_alerts", "get_machine");

    private Connector() {}

    /** All of the file. */
    static String definition() throws IOException {
        JsonObject whole = read(TEMPLATE);
        whole.getJsonObject("info").put("version", ClientFiles.version());
        for (String tool : TOOLS) {
            JsonObject contract = read(CONTRACTS.resolve(tool + ".json"));
            whole.getJsonObject("paths").put("/tools/" + tool, new JsonObject().put("post", action(contract)));
        }
        return whole.encodePrettily() + "\n";
    }

    private static JsonObject action(JsonObject contract) {
        JsonObject arguments = older(contract.getJsonObject("inputSchema"));
        arguments.getJsonObject("properties").forEach(each -> ((JsonObject) each.getValue())
                .put("x-ms-summary", title(each.getKey()))
                .put("title", each.getKey()));
        return new JsonObject()
                .put("operationId", joined(contract.getString("name")))
                .put("summary", contract.getString("title"))
                .put("description", contract.getString("description"))
                .put("consumes", new JsonArray().add("application/json"))
                .put("produces", new JsonArray().add("application/json").add("application/problem+json"))
                .put(
                        "parameters",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("name", "arguments")
                                        .put("in", "body")
                                        .put("required", true)
                                        .put("schema", arguments)))
                .put("responses", responses(older(contract.getJsonObject("outputSchema"))));
    }

    private static JsonObject responses(JsonObject answer) {
        JsonObject responses = new JsonObject()
                .put("200", new JsonObject().put("description", "The answer.").put("schema", answer));
        Map<String, String> problems = Map.of(
                "400", "The question can't be asked so; detail says how.",
                "401", "The key is no good.",
                "403", "A permission is missing; detail names it, and who grants it.",
                "429", "Wait for as many seconds as retry_after_seconds says.",
                "502", "Defender, or its sign-in, gave no answer.");
        problems.keySet().stream().sorted().forEach(status -> responses.put(status, problem(problems.get(status))));
        return responses.put("default", problem("Any other reason why there is no answer."));
    }

    private static JsonObject problem(String description) {
        return new JsonObject()
                .put("description", description)
                .put("schema", new JsonObject().put("$ref", "#/definitions/Problem"));
    }

    /** JSON Schema as Swagger 2.0 has it: one type, with a mark where there may be nothing; one example. */
    private static JsonObject older(JsonObject schema) {
        JsonObject older = new JsonObject();
        for (Map.Entry<String, Object> each : schema) {
            Object value = each.getValue();
            switch (each.getKey()) {
                case "$schema", "additionalProperties" -> {}
                case "examples" -> older.put("example", ((JsonArray) value).getValue(0));
                case "type" -> type(value, older);
                case "properties" -> {
                    JsonObject properties = new JsonObject();
                    ((JsonObject) value)
                            .forEach(property ->
                                    properties.put(property.getKey(), older((JsonObject) property.getValue())));
                    older.put("properties", properties);
                }
                case "items" -> older.put("items", older((JsonObject) value));
                default -> older.put(each.getKey(), value);
            }
        }
        return older;
    }

    private static void type(Object type, JsonObject into) {
        if (type instanceof JsonArray types) {
            into.put("type", types.getString(0)).put("x-nullable", true);
        } else {
            into.put("type", type);
        }
    }

    private static String title(String name) {
        String words = name.replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String joined(String name) {
        return Arrays.stream(name.split("_")).map(Connector::title).collect(Collectors.joining());
    }

    private static JsonObject read(Path file) throws IOException {
        return new JsonObject(Files.readString(file));
    }
}
