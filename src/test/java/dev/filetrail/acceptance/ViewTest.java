// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page as it is handed out: to browsers at {@code /}, to hosts of MCP Apps as {@code ui://filetrail/machines}. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class ViewTest {

    private static final String URI = "ui://filetrail/machines";
    private static final String TYPE = "text/html;profile=mcp-app";
    private static final Path PAGE = Path.of("src/main/resources/META-INF/resources/index.html");

    @Test
    void isTheSamePageForBrowsersAndForHosts() throws Exception {
        JsonObject content = result("resources/read", new JsonObject().put("uri", URI))
                .getJsonArray("contents")
                .getJsonObject(0);
        assertThat(content.getString("uri")).isEqualTo(URI);
        assertThat(content.getString("mimeType")).isEqualTo(TYPE);
        assertThat(content.getString("text"))
                .isEqualTo(Files.readString(PAGE))
                .isEqualTo(given().get("/").asString());
    }

    @Test
    void saysThatItNeedsNothingFromElsewhere() {
        JsonArray none = new JsonArray();
        JsonObject ui = new JsonObject()
                .put(
                        "csp",
                        new JsonObject()
                                .put("connectDomains", none)
                                .put("resourceDomains", none)
                                .put("frameDomains", none)
                                .put("baseUriDomains", none))
                .put("prefersBorder", true);
        JsonObject read = result("resources/read", new JsonObject().put("uri", URI))
                .getJsonArray("contents")
                .getJsonObject(0);
        JsonObject listed = result("resources/list", new JsonObject()).getJsonArray("resources").stream()
                .map(JsonObject.class::cast)
                .filter(resource -> resource.getString("uri").equals(URI))
                .findFirst()
                .orElseThrow();
        assertThat(read.getJsonObject("_meta").getJsonObject("ui")).isEqualTo(ui);
        assertThat(listed.getJsonObject("_meta").getJsonObject("ui")).isEqualTo(ui);
        assertThat(listed.getString("mimeType")).isEqualTo(TYPE);
    }

    @Test
    void drawsTheAnswersOfBothTools() {
        assertThat(result("tools/list", new JsonObject()).getJsonArray("tools").stream()
                        .map(JsonObject.class::cast)
                        .filter(tool -> tool.containsKey("_meta"))
                        .filter(tool -> URI.equals(tool.getJsonObject("_meta")
                                .getJsonObject("ui", new JsonObject())
                                .getString("resourceUri")))
                        .map(tool -> tool.getString("name")))
                .containsExactlyInAnyOrder("get_machines_for_file_hash", "sweep_file_hashes");
    }

    @Test
    void isAnnouncedWhereTheRevisionHasAPlaceForIt() {
        given().contentType("application/json")
                .accept("application/json, text/event-stream")
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", "server/discover")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{\"_meta\":{"
                        + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                        + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}")
                .post("/mcp")
                .then()
                .statusCode(200)
                .body("result.capabilities.extensions", is(Map.of("io.modelcontextprotocol/ui", Map.of())));
    }

    @Test
    void tellsABrowserWhatItMayDo() {
        for (String path : new String[] {"/", "/index.html", "/?a=b"}) {
            ValidatableResponse page = given().get(path).then().statusCode(200);
            page.contentType("text/html")
                    .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'sha256-"))
                    .header("Content-Security-Policy", containsString("; frame-ancestors 'none'"))
                    .header("X-Content-Type-Options", is("nosniff"))
                    .header("X-Frame-Options", is("DENY"))
                    .header("Referrer-Policy", is("no-referrer"))
                    .header("Cache-Control", is("no-store"));
            assertThat(page.extract().headers().getValues("Cache-Control")).hasSize(1);
        }
        given().head("/").then().statusCode(200).header("X-Frame-Options", is("DENY"));
    }

    private static JsonObject result(String method, JsonObject params) {
        String answer = given().contentType("application/json")
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
