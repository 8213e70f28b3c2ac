// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.wire.Conversation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every method and every kind of error, in every revision, held to that revision's schema. What is held is held
 * by {@link dev.filetrail.wire.WireFilter}, here as in every other test; here each has its turn.
 */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class EveryMessageTest {

    private static final String TOOL = "get_machines_for_file_hash";

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void isWhatTheSchemaOfItsRevisionLetsAServerSay(String revision) {
        long before = Conversation.checked();
        Session session = Session.open(revision);

        session.result("ping", Map.of());
        session.result("logging/setLevel", Map.of("level", "warning"));
        everyFeature(session);
        everyError(session);
        assertThat(session.progress(SimulatedFiles.SEVERAL_MACHINES)).isNotEmpty();

        session.close();
        assertThat(Conversation.checked() - before).isGreaterThan(20);
    }

    private static void everyFeature(Session session) {
        assertThat(names(session.result("tools/list", Map.of()).getJsonArray("tools"), "name"))
                .contains(TOOL, "sweep_file_hashes");
        session.result("prompts/list", Map.of());
        session.result("resources/templates/list", Map.of());
        for (String uri : names(session.result("resources/list", Map.of()).getJsonArray("resources"), "uri")) {
            session.result("resources/read", Map.of("uri", uri));
            session.result("resources/subscribe", Map.of("uri", uri));
            session.result("resources/unsubscribe", Map.of("uri", uri));
        }
        String hash = SimulatedFiles.NEARLY_ALL_MACHINES;
        String cursor = session.call(Map.of("hash", hash, "limit", 5))
                .getJsonObject("structuredContent")
                .getString("next_cursor");
        session.call(Map.of("hash", hash, "limit", 5, "cursor", cursor));
        assertThat(session.call(Map.of("hash", "no hash")).getBoolean("isError"))
                .isTrue();
    }

    private static List<String> names(JsonArray things, String by) {
        return things.stream().map(thing -> ((JsonObject) thing).getString(by)).toList();
    }

    private static void everyError(Session session) {
        session.error("tools/call", Map.of("name", "no_such_tool", "arguments", Map.of()));
        session.error("prompts/get", Map.of("name", "no_such_prompt"));
        session.error("resources/read", Map.of("uri", "filetrail://nothing"));
        session.error("tools/list", Map.of("cursor", "no cursor"));
        session.error(
                "completion/complete",
                Map.of(
                        "ref",
                        Map.of("type", "ref/prompt", "name", "no_such_prompt"),
                        "argument",
                        Map.of("name", "hash", "value", "")));
        session.error("no/such/method", Map.of());
    }

    @Test
    void isWhatTheStatelessRevisionLetsAServerSay() {
        long before = Conversation.checked();
        for (String method : List.of("server/discover", "tools/list", "prompts/list", "resources/templates/list")) {
            ModernQuestion.of(method).result();
        }
        ModernQuestion.of("resources/list").result().getJsonArray("resources").stream()
                .map(JsonObject.class::cast)
                .map(resource -> new JsonObject().put("uri", resource.getString("uri")))
                .forEach(params -> ModernQuestion.of("resources/read", params).result());
        ModernQuestion.machines(SimulatedFiles.SEVERAL_MACHINES).result();
        ModernQuestion.machines("no hash").result();
        ModernQuestion sweep = ModernQuestion.call(
                "sweep_file_hashes", new JsonObject().put("hashes", SimulatedFiles.SEVERAL_MACHINES));
        sweep.meta().put("progressToken", "token");
        assertThat(sweep.ask().asString()).contains("notifications/progress");

        for (ModernQuestion wrong : List.of(
                ModernQuestion.call("no_such_tool", new JsonObject()),
                ModernQuestion.of("prompts/get", new JsonObject().put("name", "no_such_prompt")),
                ModernQuestion.of("resources/read", new JsonObject().put("uri", "filetrail://nothing")),
                ModernQuestion.of("no/such/method"),
                ModernQuestion.of("tools/list").header("Mcp-Method", "prompts/list"),
                ofAnotherRevision())) {
            assertThat(wrong.ask().asString()).contains("\"error\"");
        }
        assertThat(Conversation.checked() - before).isGreaterThan(14);
    }

    private static ModernQuestion ofAnotherRevision() {
        ModernQuestion question = ModernQuestion.of("tools/list").header("MCP-Protocol-Version", "2099-01-01");
        question.meta().put(ModernQuestion.VERSION, "2099-01-01");
        return question;
    }

    @Test
    void isReadAlongByAFilterThatCanFail() {
        Conversation conversation = new Conversation(null);
        conversation.client("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");

        assertThatThrownBy(() -> conversation.server("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"))
                .hasMessageContaining("tools");
        assertThatThrownBy(() -> new Conversation("2026-07-28")
                        .server("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[]}}"))
                .hasMessageContaining("resultType");
        assertThatThrownBy(() -> conversation.server("{\"jsonrpc\":\"2.0\",\"method\":\"no/such/method\"}"))
                .hasMessageContaining("no such method");
    }

    /** As a client holds it over HTTP. */
    private static final class Session {

        private final String revision;
        private final String id;
        private int last = 1;

        private Session(String revision, String id) {
            this.revision = revision;
            this.id = id;
        }

        static Session open(String revision) {
            Response answer = headers()
                    .body(message(
                            1,
                            "initialize",
                            Map.of(
                                    "protocolVersion",
                                    revision,
                                    "capabilities",
                                    Map.of(),
                                    "clientInfo",
                                    Map.of("name", "every-message", "version", "1.0.0"))))
                    .post("/mcp");
            assertThat(answer.jsonPath().getString("result.protocolVersion")).isEqualTo(revision);
            Session session = new Session(revision, answer.header("Mcp-Session-Id"));
            session.headersWithin()
                    .body(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"))
                    .post("/mcp")
                    .then()
                    .statusCode(202);
            return session;
        }

        private static RequestSpecification headers() {
            return RestAssured.given().contentType("application/json").accept("application/json, text/event-stream");
        }

        private RequestSpecification headersWithin() {
            return headers().header("Mcp-Session-Id", id).header("MCP-Protocol-Version", revision);
        }

        private static String message(int id, String method, Map<String, ?> params) {
            return new JsonObject(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params)).encode();
        }

        private Response ask(String method, Map<String, ?> params) {
            return headersWithin().body(message(++last, method, params)).post("/mcp");
        }

        JsonObject result(String method, Map<String, ?> params) {
            return part("result", method, params);
        }

        void error(String method, Map<String, ?> params) {
            part("error", method, params);
        }

        private JsonObject part(String name, String method, Map<String, ?> params) {
            Response answer = ask(method, params);
            List<String> messages = Conversation.messages(answer.contentType(), answer.asString());
            JsonObject part = new JsonObject(messages.get(messages.size() - 1)).getJsonObject(name);
            assertThat(part).as(method + messages).isNotNull();
            return part;
        }

        JsonObject call(Map<String, ?> arguments) {
            return result("tools/call", Map.of("name", TOOL, "arguments", arguments));
        }

        /** The methods of what comes on the way to the answer of a sweep. */
        List<String> progress(String hash) {
            Response answer = ask(
                    "tools/call",
                    Map.of(
                            "name",
                            "sweep_file_hashes",
                            "arguments",
                            Map.of("hashes", hash),
                            "_meta",
                            Map.of("progressToken", "token")));
            return Conversation.messages(answer.contentType(), answer.asString()).stream()
                    .map(JsonObject::new)
                    .map(message -> message.getString("method"))
                    .filter("notifications/progress"::equals)
                    .toList();
        }

        void close() {
            headersWithin().delete("/mcp").then().statusCode(200);
        }
    }
}
