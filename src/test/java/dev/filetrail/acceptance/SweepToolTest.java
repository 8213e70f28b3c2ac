// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sweep as an assistant uses it, against the simulated tenant. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
@Tag("waiting")
class SweepToolTest {

    private static final String TOOL = "sweep_file_hashes";
    private static final String EICAR = SimulatedFiles.ONE_MACHINE;

    @Simulated
    Simulator defender;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void calm() {
        defender.faults().clear();
        defender.tenant().reset();
        defender.calls().clear();
    }

    @Test
    void sweepsAPastedList() throws Exception {
        String unknown = Question.newHash();
        JsonPath result = call(Map.of(
                "hashes",
                "IOCs (TLP:AMBER):\n* hxxps://www[.]virustotal[.]com/gui/file/" + SimulatedFiles.ONE_MACHINE_SHA256
                        + "/detection\n* \"" + SimulatedFiles.SEVERAL_MACHINES.toUpperCase(java.util.Locale.ROOT)
                        + "\"; "
                        + SimulatedFiles.SEVERAL_MACHINES + "\n* " + SimulatedFiles.NEARLY_ALL_MACHINES + ",sha1:"
                        + unknown
                        + "\nMD5 d41d8cd98f00b204e9800998ecf8427e"));

        assertThat(result.getBoolean("result.isError")).isFalse();
        assertThat(result.getInt("result.structuredContent.hashes_given")).isEqualTo(5);
        assertThat(result.getInt("result.structuredContent.duplicates_removed")).isOne();
        assertThat(result.<String>getList("result.structuredContent.files.hash"))
                .containsExactly(EICAR, SimulatedFiles.SEVERAL_MACHINES, SimulatedFiles.NEARLY_ALL_MACHINES, unknown);
        assertThat(result.<String>getList("result.structuredContent.files.link"))
                .startsWith(
                        "https://security.microsoft.com/file/" + EICAR,
                        "https://security.microsoft.com/file/" + SimulatedFiles.SEVERAL_MACHINES);
        assertThat(result.<Integer>getList("result.structuredContent.files.machines"))
                .containsExactly(1, 14, defender.tenant().machineCount(SimulatedFiles.NEARLY_ALL_MACHINES), 0);
        assertThat(result.getList("result.structuredContent.machines_with_several"))
                .isNotEmpty();
        assertThat(result.<String>getList("result.structuredContent.not_understood.text"))
                .containsExactly("d41d8cd98f00b204e9800998ecf8427e");
        assertThat(defender.calls().count(CallKind.MACHINES_OF_FILE)).isLessThanOrEqualTo(4);
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(getClass().getResourceAsStream("/schemas/SweepReport.json"));
        assertThat(schema.validate(new ObjectMapper().valueToTree(result.getMap("result.structuredContent"))))
                .isEmpty();
        String text = result.getString("result.content[0].text");
        assertThat(text)
                .startsWith("**3 of 4 files answered were reported by machines of this tenant.**")
                .contains("| 1e5bc9d7e413… | 14 | High |", "Machines that hold several", "an MD5 (32 digits)");
    }

    @Test
    void forgivesAListAndRefusesTooLongAOne() {
        assertThat(call(Map.of("hashes", List.of(EICAR, SimulatedFiles.UNKNOWN)))
                        .getInt("result.structuredContent.hashes_given"))
                .isEqualTo(2);
        JsonPath tooMany = call(Map.of("hashes", String.join(" ", newHashes(101))));
        assertThat(tooMany.getBoolean("result.isError")).isTrue();
        assertThat(tooMany.getString("result.content[0].text")).contains("101 different hashes", "Split it into 2");
        assertThat(call(Map.of("hashes", List.of(1, 2))).getString("result.content[0].text"))
                .contains("'hashes' must be one text")
                .doesNotContain("call once for each", "leave it out");
        assertThat(call(Map.of("hashes", "none here")).getString("result.content[0].text"))
                .contains("no hash in the list");
        assertThat(call(Map.of("hashes", "d41d8cd98f00b204e9800998ecf8427e")).getString("result.content[0].text"))
                .contains("an MD5");
        assertThat(call(Map.of()).getString("result.content[0].text")).contains("no hash in the list");
    }

    @Test
    void tellsItsProgressToWhoeverSendsAToken() throws Exception {
        HttpResponse<String> answer =
                client.send(request(params(newHashes(20), 7, "a-token"), null), BodyHandlers.ofString());

        List<JsonObject> messages = answer.body()
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> new JsonObject(line.substring(5).strip()))
                .toList();
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        List<Integer> progress = messages.stream()
                .filter(each -> "notifications/progress".equals(each.getString("method")))
                .map(each -> each.getJsonObject("params"))
                .peek(each -> assertThat(each.getString("progressToken")).isEqualTo("a-token"))
                .map(each -> each.getNumber("progress").intValue())
                .toList();
        assertThat(progress)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(5)
                .endsWith(20);
        assertThat(messages.get(messages.size() - 1).getJsonObject("result").getBoolean("isError"))
                .isFalse();
    }

    @Test
    void answersSingleQuestionsAtOnceMeanwhile() throws Exception {
        defender.faults().always(Fault.slow(Duration.ofMillis(400)));
        defender.calls().clear();
        CompletableFuture<HttpResponse<String>> sweep =
                client.sendAsync(request(params(newHashes(100), 8, null), null), BodyHandlers.ofString());
        until(() -> defender.calls().count(CallKind.MACHINES_OF_FILE) >= 4);

        long start = System.nanoTime();
        JsonObject question = params(List.of(), 11, null);
        question.getJsonObject("params")
                .put("name", "get_machines_for_file_hash")
                .put("arguments", new JsonObject().put("hash", Question.newHash()));
        assertThat(client.send(request(question, null), BodyHandlers.ofString()).body())
                .contains("structuredContent");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(sweep.isDone()).isFalse();
        assertThat(sweep.get(30, TimeUnit.SECONDS).body()).contains("structuredContent");
    }

    @Test
    void endsWhenTheAskerCancels() throws Exception {
        String session = session();
        defender.faults().always(Fault.slow(Duration.ofMillis(500)));
        CompletableFuture<HttpResponse<String>> sweep =
                client.sendAsync(request(params(newHashes(100), 9, null), session), BodyHandlers.ofString());
        until(() -> defender.calls().count(CallKind.MACHINES_OF_FILE) >= 8);

        cancel(9, session);

        assertThat(sweep.get(5, TimeUnit.SECONDS).body()).doesNotContain("structuredContent");
        assertNothingMoreIsAsked();
    }

    @Test
    void aSingleQuestionEndsSoToo() throws Exception {
        String session = session();
        defender.faults().always(Fault.slow(Duration.ofSeconds(8)));
        JsonObject question = params(List.of(), 11, null);
        question.getJsonObject("params")
                .put("name", "get_machines_for_file_hash")
                .put("arguments", new JsonObject().put("hash", Question.newHash()));
        CompletableFuture<HttpResponse<String>> asking =
                client.sendAsync(request(question, session), BodyHandlers.ofString());
        until(() -> defender.calls().count(CallKind.MACHINES_OF_FILE) == 1);

        cancel(11, session);

        assertThat(asking.get(5, TimeUnit.SECONDS).body()).doesNotContain("structuredContent");
        until(() -> defender.calls().abandoned(CallKind.MACHINES_OF_FILE) == 1);
    }

    private String session() throws Exception {
        HttpResponse<String> initialized = client.send(
                request(
                        new JsonObject()
                                .put("jsonrpc", "2.0")
                                .put("id", 1)
                                .put("method", "initialize")
                                .put(
                                        "params",
                                        new JsonObject()
                                                .put("protocolVersion", "2025-06-18")
                                                .put("capabilities", new JsonObject())
                                                .put(
                                                        "clientInfo",
                                                        new JsonObject()
                                                                .put("name", "t")
                                                                .put("version", "1"))),
                        null),
                BodyHandlers.ofString());
        String session = initialized.headers().firstValue("Mcp-Session-Id").orElseThrow();
        client.send(
                request(new JsonObject().put("jsonrpc", "2.0").put("method", "notifications/initialized"), session),
                BodyHandlers.discarding());
        return session;
    }

    private void cancel(int id, String session) throws Exception {
        client.send(
                request(
                        new JsonObject()
                                .put("jsonrpc", "2.0")
                                .put("method", "notifications/cancelled")
                                .put(
                                        "params",
                                        new JsonObject().put("requestId", id).put("reason", "enough")),
                        session),
                BodyHandlers.discarding());
    }

    @Test
    void endsWhenTheAskerHangsUp() throws Exception {
        defender.faults().always(Fault.slow(Duration.ofMillis(500)));
        CompletableFuture<HttpResponse<String>> sweep =
                client.sendAsync(request(params(newHashes(100), 10, null), null), BodyHandlers.ofString());
        until(() -> defender.calls().count(CallKind.MACHINES_OF_FILE) >= 8);

        sweep.cancel(true);

        assertNothingMoreIsAsked();
    }

    private void assertNothingMoreIsAsked() throws Exception {
        long[] last = {-1};
        until(
                () -> {
                    long now = defender.calls().count(CallKind.MACHINES_OF_FILE);
                    boolean still = now == last[0];
                    last[0] = now;
                    return still;
                },
                1_200);
        assertThat(last[0]).isLessThan(40);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        until(condition, 20);
    }

    private static void until(BooleanSupplier condition, long pause) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(pause);
        }
        throw new AssertionError("it never happened");
    }

    private static List<String> newHashes(int count) {
        List<String> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add(Question.newHash());
        }
        return hashes;
    }

    private static JsonObject params(List<String> hashes, int id, String token) {
        JsonObject params = new JsonObject()
                .put("name", TOOL)
                .put("arguments", new JsonObject().put("hashes", String.join("\n", hashes)));
        if (token != null) {
            params.put("_meta", new JsonObject().put("progressToken", token));
        }
        return new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("method", "tools/call")
                .put("params", params);
    }

    private static HttpRequest request(JsonObject message, String session) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/mcp"))
                .header("content-type", "application/json")
                .header("accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(message.encode()));
        if (session != null) {
            request.header("Mcp-Session-Id", session);
        }
        return request.build();
    }

    private static JsonPath call(Map<String, ?> arguments) {
        return RestAssured.given()
                .contentType("application/json")
                .accept("application/json, text/event-stream")
                .body(new HashMap<>(Map.of(
                        "jsonrpc",
                        "2.0",
                        "id",
                        1,
                        "method",
                        "tools/call",
                        "params",
                        Map.of("name", TOOL, "arguments", arguments))))
                .post("/mcp")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
