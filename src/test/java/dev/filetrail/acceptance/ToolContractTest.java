// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.SimulatedFiles;
import io.quarkiverse.mcp.server.test.McpAssured;
import io.quarkiverse.mcp.server.test.McpAssured.McpStreamableTestClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a model is told of the tools, held against a file for each: no word, bound or type drifts unseen. To change a
 * contract on purpose run the test with {@code -Dsnapshots.write} and look at the difference before committing it.
 */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class ToolContractTest {

    private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots");

    @Test
    void isWhatItsSnapshotSays() throws Exception {
        JsonObject listed = request("tools/list", new JsonObject());
        List<JsonObject> all = listed.getJsonArray("tools").stream()
                .map(JsonObject.class::cast)
                .toList();
        if (System.getProperty("snapshots.write") == null) {
            try (Stream<Path> snapshots = Files.list(SNAPSHOTS)) {
                assertThat(all.stream().map(tool -> tool.getString("name") + ".json"))
                        .containsExactlyInAnyOrderElementsOf(snapshots
                                .map(file -> file.getFileName().toString())
                                .filter(name -> name.endsWith(".json"))
                                .toList());
            }
        }
        for (JsonObject tool : all) {
            Path snapshot = SNAPSHOTS.resolve(tool.getString("name") + ".json");
            if (System.getProperty("snapshots.write") != null) {
                Files.createDirectories(SNAPSHOTS);
                Files.writeString(snapshot, tool.encodePrettily() + "\n");
            }
            assertThat(tool.encodePrettily() + "\n").isEqualTo(Files.readString(snapshot));
        }
    }

    @Test
    void isFlatOneTypeToAPropertyEachDescribed() throws Exception {
        JsonObject listed = request("tools/list", new JsonObject());
        for (Object each : listed.getJsonArray("tools")) {
            JsonObject schema = ((JsonObject) each).getJsonObject("inputSchema");
            assertThat(schema.encode()).doesNotContain("$ref", "anyOf", "oneOf", "exclusiveMinimum");
            schema.getJsonObject("properties").forEach(property -> {
                JsonObject type = (JsonObject) property.getValue();
                assertThat(type.getValue("type")).as(property.getKey()).isIn("string", "integer", "boolean");
                assertThat(type.getString("description")).as(property.getKey()).hasSizeGreaterThan(20);
            });
        }
    }

    @Test
    void introducesTheServer() {
        try (McpStreamableTestClient client =
                McpAssured.newStreamableClient().build().connect()) {
            var server = client.initResult();
            assertThat(server.serverName()).isEqualTo("filetrail");
            assertThat(server.serverTitle()).isEqualTo("FileTrail");
            assertThat(server.serverVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
            assertThat(server.instructions()).contains("get_machines_for_file_hash", "SHA-1", "scarce quota");
        }
    }

    @Test
    void answersAnMcpClient() {
        try (McpStreamableTestClient client =
                McpAssured.newStreamableClient().build().connect()) {
            client.when()
                    .toolsCall("get_machines_for_file_hash")
                    .withArguments(java.util.Map.of("hash", SimulatedFiles.ONE_MACHINE))
                    .withAssert(response -> {
                        assertThat(response.isError()).isFalse();
                        assertThat(response.firstContent().asText().text()).contains("1 machine has reported the file");
                        assertThat(response.structuredContent()).isNotNull();
                    })
                    .send()
                    .thenAssertResults();
        }
    }

    private static JsonObject request(String method, JsonObject params) {
        String answer = io.restassured.RestAssured.given()
                .contentType("application/json")
                .accept("application/json, text/event-stream")
                .body(new JsonObject()
                        .put("jsonrpc", "2.0")
                        .put("id", 1)
                        .put("method", method)
                        .put("params", params)
                        .encode())
                .post("/mcp")
                .asString();
        return new JsonObject(answer).getJsonObject("result");
    }
}
