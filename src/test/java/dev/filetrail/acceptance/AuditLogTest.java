// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SignIn;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatedMachines;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds that whoever asks leaves a line that says who asked for what, and can't help it. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
@QuarkusTestResource(AuditLines.class)
class AuditLogTest {

    private static final String MACHINES = "get_machines_for_file_hash";

    @Simulated
    Simulator defender;

    AuditLines audit;

    @BeforeEach
    void calm() {
        defender.faults().clear();
        defender.tenant().reset();
        defender.calls().clear();
    }

    /** A trace that nothing else belongs to: 32 hexadecimal digits. */
    private static String newTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String parent(String trace) {
        return "00-" + trace + "-00f067aa0ba902b7-01";
    }

    private static JsonObject message(String tool, Map<String, Object> arguments, Map<String, Object> meta) {
        JsonObject params = new JsonObject().put("name", tool).put("arguments", new JsonObject(arguments));
        if (!meta.isEmpty()) {
            params.put("_meta", new JsonObject(meta));
        }
        return new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", "tools/call")
                .put("params", params);
    }

    private static Response ask(JsonObject message, Map<String, String> headers) {
        return RestAssured.given()
                .contentType("application/json")
                .accept("application/json, text/event-stream")
                .headers(headers)
                .body(message.encode())
                .post("/mcp");
    }

    private static void askInTrace(String trace, String tool, Map<String, Object> arguments) {
        ask(message(tool, arguments, Map.of()), Map.of("traceparent", parent(trace)))
                .then()
                .statusCode(200);
    }

    @Test
    void aFoundFile() throws Exception {
        String trace = newTrace();
        askInTrace(
                trace,
                MACHINES,
                Map.of("hash", SimulatedFiles.SEVERAL_MACHINES, "min_risk", "High", "limit", 1, "fresh", true));

        JsonNode line = audit.inTrace(trace);
        assertThat(line.fieldNames())
                .toIterable()
                .containsExactly(
                        "audit",
                        "time",
                        "door",
                        "way",
                        "question",
                        "asked",
                        "outcome",
                        "given",
                        "took_ms",
                        "correlation_id",
                        "trace_id");
        assertThat(line.get("audit").asText()).isEqualTo("filetrail");
        assertThat(Duration.between(Instant.parse(line.get("time").asText()), Instant.now()))
                .isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(line.get("door").asText()).isEqualTo("mcp");
        assertThat(line.get("way").asText()).isEqualTo("loopback");
        assertThat(line.get("question").asText()).isEqualTo("machines");
        assertThat(line.get("outcome").asText()).isEqualTo("found");
        assertThat(line.get("asked").toString())
                .isEqualTo("{\"hash\":\"" + SimulatedFiles.SEVERAL_MACHINES
                        + "\",\"min_risk\":\"High\",\"sort\":\"risk\",\"limit\":1,\"fresh\":true}");
        assertThat(line.get("given").toString())
                .isEqualTo("{\"sha1\":\"" + SimulatedFiles.SEVERAL_MACHINES
                        + "\",\"machines\":14,\"matching\":2,\"shown\":1,\"age_seconds\":0,\"remembered\":false,"
                        + "\"stale\":false}");
        assertThat(line.get("took_ms").asLong()).isBetween(0L, 60_000L);
        assertThat(UUID.fromString(line.get("correlation_id").asText())).isNotNull();
    }

    @Test
    void aMachine() throws Exception {
        String trace = newTrace();
        askInTrace(trace, "get_machine", Map.of("machine", "DC-LON-07", "fresh", true));
        JsonNode line = audit.inTrace(trace);
        assertThat(line.get("question").asText()).isEqualTo("machine");
        assertThat(line.get("asked").toString()).isEqualTo("{\"machine\":\"DC-LON-07\",\"fresh\":true}");
        assertThat(line.get("outcome").asText()).isEqualTo("found");
        assertThat(line.at("/given/machine_id").asText()).isEqualTo(SimulatedMachines.HIGH_RISK);
        assertThat(line.at("/given/logon_users").asInt()).isPositive();

        String another = newTrace();
        askInTrace(another, "get_machine", Map.of("machine", SimulatedMachines.SHARED_NAME));
        assertThat(audit.inTrace(another).get("outcome").asText()).isEqualTo("ambiguous");
        assertThat(audit.inTrace(another).at("/given/candidates").asInt()).isEqualTo(3);

        String bad = newTrace();
        askInTrace(bad, "get_machine", Map.of("machine", "../../etc/passwd"));
        assertThat(audit.inTrace(bad).get("outcome").asText()).isEqualTo("bad_question");
    }

    @Test
    void aFileThatNobodyHas() throws Exception {
        String hash = Question.newHash();
        Question.ask(hash);

        assertThat(audit.about(hash).get("outcome").asText()).isEqualTo("none");
        assertThat(audit.about(hash).has("trace_id")).isFalse();
    }

    @Test
    void aRememberedAnswer() throws Exception {
        String hash = Question.newHash();
        Question.ask(hash);
        String trace = newTrace();
        askInTrace(trace, MACHINES, Map.of("hash", hash));

        assertThat(audit.inTrace(trace).at("/given/remembered").asBoolean()).isTrue();
    }

    @Test
    void aBadQuestion() throws Exception {
        for (Map<String, Object> bad : java.util.List.<Map<String, Object>>of(
                Map.of("hash", "d41d8cd98f00b204e9800998ecf8427e"),
                Map.of("hash", SimulatedFiles.ONE_MACHINE, "limit", 201),
                Map.of("hash", SimulatedFiles.ONE_MACHINE, "cursor", "abc"))) {
            String trace = newTrace();
            askInTrace(trace, MACHINES, bad);
            assertThat(audit.inTrace(trace).get("outcome").asText()).isEqualTo("bad_question");
        }
    }

    @Test
    void aQuestionThatDefenderRefused() throws Exception {
        Fault fault = Fault.status(400, "InvalidInput", "The input is wrong");
        // For all: what an earlier test has given up may ask once more, and would take it from this one.
        defender.faults().always(fault);
        String hash = Question.newHash();
        Question.ask(hash);

        JsonNode line = audit.about(hash);
        assertThat(line.get("outcome").asText()).isEqualTo("bad_request");
        assertThat(line.get("defender_correlation_id").asText()).isEqualTo(fault.correlationId());
        assertThat(line.get("given")).isEmpty();
    }

    @Test
    void aQuestionByTheDoorOfPlainHttp() throws Exception {
        String trace = newTrace();
        Response answer = RestAssured.given()
                .contentType("application/json")
                .header("traceparent", parent(trace))
                .body(Map.of("hash", SimulatedFiles.ONE_MACHINE))
                .post("/tools/" + MACHINES);

        JsonNode line = audit.inTrace(trace);
        assertThat(line.get("door").asText()).isEqualTo("tools");
        assertThat(line.get("outcome").asText()).isEqualTo("found");
        assertThat(line.get("correlation_id").asText()).isEqualTo(answer.header("X-Correlation-Id"));
    }

    @Test
    void aQuestionByThatDoorThatIsGivenUp() throws Exception {
        defender.faults().always(Fault.slow(Duration.ofMillis(1_000)));
        String trace = newTrace();
        String hash = Question.newHash();
        givenUpInTrace(trace, "/tools/" + MACHINES, hash, new JsonObject().put("hash", hash));

        assertThat(audit.inTrace(trace).get("door").asText()).isEqualTo("tools");
    }

    @Test
    void aSweep() throws Exception {
        String trace = newTrace();
        askInTrace(
                trace,
                "sweep_file_hashes",
                Map.of("hashes", SimulatedFiles.ONE_MACHINE + " " + SimulatedFiles.SEVERAL_MACHINES));

        JsonNode line = audit.inTrace(trace);
        assertThat(line.get("question").asText()).isEqualTo("sweep");
        assertThat(line.get("outcome").asText()).isEqualTo("swept");
        assertThat(line.get("asked").toString())
                .isEqualTo("{\"hashes_given\":2,\"hashes\":[\"" + SimulatedFiles.ONE_MACHINE + "\",\""
                        + SimulatedFiles.SEVERAL_MACHINES + "\"]}");
        assertThat(line.get("given").toString()).isEqualTo("{\"answered\":2,\"failed\":0,\"unfinished\":0}");

        String wrong = newTrace();
        askInTrace(wrong, "sweep_file_hashes", Map.of("hashes", "nothing"));
        assertThat(audit.inTrace(wrong).get("outcome").asText()).isEqualTo("bad_question");
    }

    @Test
    void aQuestionThatIsGivenUp() throws Exception {
        defender.faults().always(Fault.slow(Duration.ofMillis(1_000)));
        String trace = newTrace();
        String hash = Question.newHash();
        givenUpInTrace(trace, "/mcp", hash, message(MACHINES, Map.of("hash", hash), Map.of()));
    }

    @Test
    void aResourceThatIsRead() throws Exception {
        String trace = newTrace();
        ask(reading(SimulatedFiles.SEVERAL_MACHINES), Map.of("traceparent", parent(trace)));

        JsonNode line = audit.inTrace(trace);
        assertThat(line.get("door").asText()).isEqualTo("mcp");
        assertThat(line.get("question").asText()).isEqualTo("machines");
        assertThat(line.get("outcome").asText()).isEqualTo("found");
        assertThat(line.at("/asked/hash").asText()).isEqualTo(SimulatedFiles.SEVERAL_MACHINES);
        assertThat(line.at("/given/shown").asInt()).isEqualTo(14);
    }

    @Test
    void aResourceThatCannotBeReadSo() throws Exception {
        String trace = newTrace();
        ask(reading("nothing"), Map.of("traceparent", parent(trace)));

        assertThat(audit.inTrace(trace).get("outcome").asText()).isEqualTo("bad_question");
    }

    @Test
    void aResourceThatIsGivenUp() throws Exception {
        defender.faults().always(Fault.slow(Duration.ofMillis(1_000)));
        String hash = Question.newHash();
        givenUpInTrace(newTrace(), "/mcp", hash, reading(hash));
    }

    private static JsonObject reading(String hash) {
        return new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", "resources/read")
                .put("params", new JsonObject().put("uri", "filetrail://files/" + hash + "/machines.csv"));
    }

    private void givenUpInTrace(String trace, String path, String hash, JsonObject message) throws Exception {
        CompletableFuture<HttpResponse<String>> asking = HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                                .header("content-type", "application/json")
                                .header("accept", "application/json, text/event-stream")
                                .header("traceparent", parent(trace))
                                .POST(BodyPublishers.ofString(message.encode()))
                                .build(),
                        BodyHandlers.ofString());
        // Only its own: calls of others, which were given up too, may still be on their way.
        until(() -> defender.calls().all().stream().anyMatch(call -> call.path().contains(hash)));

        asking.cancel(true);

        until(() -> audit.text().contains(trace));
        assertThat(audit.inTrace(trace).get("outcome").asText()).isEqualTo("given_up");
    }

    private interface Condition {

        boolean holds() throws Exception;
    }

    private static void until(Condition condition) throws Exception {
        for (int i = 0; i < 500; i++) {
            if (condition.holds()) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("it never happened");
    }

    @Test
    void theTraceOfTheCallGoesBeforeThatOfTheConnection() throws Exception {
        String outer = newTrace();
        String inner = newTrace();
        String hash = Question.newHash();
        ask(
                        message(MACHINES, Map.of("hash", hash), Map.of("traceparent", parent(inner))),
                        Map.of("traceparent", parent(outer)))
                .then()
                .statusCode(200);
        assertThat(audit.about(hash).get("trace_id").asText()).isEqualTo(inner);

        String other = Question.newHash();
        ask(message(MACHINES, Map.of("hash", other), Map.of("traceparent", "not one")), Map.of());
        assertThat(audit.about(other).has("trace_id")).isFalse();
        assertThat(audit.about(other).get("correlation_id"))
                .isNotEqualTo(audit.about(hash).get("correlation_id"));
    }

    @Test
    void nobodySwitchesItOff() throws Exception {
        String hash = Question.newHash();
        ask(
                        message(
                                MACHINES,
                                Map.of("hash", hash),
                                Map.of(
                                        "audit",
                                        false,
                                        "filetrail.audit.to",
                                        "/dev/null",
                                        "traceparent",
                                        "00-" + newTrace() + "-00f067aa0ba902b7-00")),
                        Map.of("X-Audit", "off", "filetrail.audit.required", "false", "DNT", "1"))
                .then()
                .statusCode(200);
        assertThat(audit.about(hash).get("outcome").asText()).isEqualTo("none");
    }

    @Test
    void aHostileFilterStaysInItsPlace() throws Exception {
        String trace = newTrace();
        askInTrace(
                trace,
                MACHINES,
                Map.of("hash", SimulatedFiles.ONE_MACHINE, "name_contains", "x\"}\n{\"audit\":\"filetrail\"\u202E"));

        assertThat(audit.inTrace(trace).at("/asked/name_contains").asText())
                .isEqualTo("x\"}\\u000A{\"audit\":\"filetrail\"\\u202E");
    }

    @Test
    void holdsNoSecret() throws Exception {
        ask(
                message(MACHINES, Map.of("hash", Question.newHash()), Map.of("token", "eyJmYWtl")),
                Map.of("Authorization", "Bearer eyJmYWtl"));
        Question.ask(Question.newHash());

        assertThat(audit.text()).doesNotContain(SignIn.CLIENT_SECRET, "Bearer", "eyJ", "access_token");
    }
}
