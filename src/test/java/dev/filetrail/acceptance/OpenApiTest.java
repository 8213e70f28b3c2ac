// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The description of the interface, held against a snapshot and against the tools. To change it on purpose run the test with
 * {@code -Dsnapshots.write}; {@link OpenApiLintIT} then lints the snapshot.
 */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class OpenApiTest {

    private static final Path SNAPSHOT = Path.of("src/test/resources/snapshots/http/openapi.json");
    private static final String JSON = "application/json";

    @Test
    void isWhatItsSnapshotSays() throws IOException {
        String pretty = document().encodePrettily() + "\n";
        if (System.getProperty("snapshots.write") != null) {
            Files.createDirectories(SNAPSHOT.getParent());
            Files.writeString(SNAPSHOT, pretty);
        }
        assertThat(pretty).isEqualTo(Files.readString(SNAPSHOT));
    }

    @Test
    void hasAnOperationForEveryToolAndItsContract() {
        JsonObject document = document();
        JsonArray tools = new JsonObject(given().get("/tools").asString()).getJsonArray("tools");
        for (Object each : tools) {
            JsonObject tool = (JsonObject) each;
            String name = tool.getString("name");
            JsonObject post = document.getJsonObject("paths")
                    .getJsonObject("/tools/" + name)
                    .getJsonObject("post");
            assertThat(post.getString("operationId")).isEqualTo(name);
            assertThat(post.getString("description")).isEqualTo(tool.getString("description"));
            assertThat(schema(document, name + ".arguments"))
                    .isEqualTo(tool.getJsonObject("inputSchema").getMap().get("properties"));
            assertThat(schema(document, name + ".answer"))
                    .isEqualTo(tool.getJsonObject("outputSchema").getMap().get("properties"));
        }
        assertThat(document.getJsonObject("paths").fieldNames()).hasSize(tools.size() + 6);
    }

    @Test
    void showsExamplesThatKeepTheContractsAndAreAnswered() {
        JsonObject document = document();
        for (Object each : new JsonObject(given().get("/tools").asString()).getJsonArray("tools")) {
            JsonObject tool = (JsonObject) each;
            JsonObject post = document.getJsonObject("paths")
                    .getJsonObject("/tools/" + tool.getString("name"))
                    .getJsonObject("post");
            JsonObject arguments = post.getJsonObject("requestBody")
                    .getJsonObject("content")
                    .getJsonObject(JSON)
                    .getJsonObject("example");
            JsonObject content =
                    post.getJsonObject("responses").getJsonObject("200").getJsonObject("content");
            assertKeeps(tool.getJsonObject("inputSchema"), arguments.encode());
            assertKeeps(
                    tool.getJsonObject("outputSchema"),
                    content.getJsonObject(JSON).getJsonObject("example").encode());
            for (String type : content.fieldNames()) {
                Response answer = given().contentType(JSON)
                        .accept(type)
                        .body(arguments.encode())
                        .post("/tools/" + tool.getString("name"));
                assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
                assertThat(answer.contentType()).startsWith(type);
            }
        }
    }

    @Test
    void isOpenToReadAndNothingElse() {
        Response head = given().head("/q/openapi");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.asString()).isEmpty();
        Response post = given().post("/q/openapi");
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(given().header("Origin", "https://evil.example")
                        .get("/q/openapi")
                        .statusCode())
                .isEqualTo(403);
    }

    private static JsonObject document() {
        Response response = given().get("/q/openapi");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo(JSON);
        return new JsonObject(response.asString());
    }

    private static Map<?, ?> schema(JsonObject document, String name) {
        return (Map<?, ?>) document.getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject(name)
                .getMap()
                .get("properties");
    }

    private static void assertKeeps(JsonObject schema, String json) {
        JsonSchema contract = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema.encode());
        assertThat(contract.validate(json, InputFormat.JSON)).isEmpty();
    }
}
