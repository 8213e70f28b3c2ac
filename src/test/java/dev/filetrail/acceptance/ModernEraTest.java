// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static dev.filetrail.acceptance.ModernQuestion.CAPABILITIES;
import static dev.filetrail.acceptance.ModernQuestion.REVISION;
import static dev.filetrail.acceptance.ModernQuestion.VERSION;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stateless revision, 2026-07-28, over HTTP: each of its rules, kept and broken, with requests written by hand. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class ModernEraTest {

    private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";
    private static final String TOOL = "get_machines_for_file_hash";

    @Simulated
    Simulator defender;

    @BeforeEach
    void calm() {
        defender.faults().clear();
        defender.tenant().reset();
    }

    @Test
    void introducesItselfWithoutASession() {
        JsonObject result = ModernQuestion.of("server/discover").result();

        assertThat(result.getJsonArray("supportedVersions").getList())
                .isEqualTo(List.of(REVISION, "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"));
        assertThat(result.getJsonObject("capabilities").fieldNames()).contains("tools", "resources");
        assertThat(result.getString("instructions")).contains(TOOL);
        assertThat(result.getString("resultType")).isEqualTo("complete");
        assertThat(result.getInteger("ttlMs")).isPositive();
        assertThat(result.getString("cacheScope")).isEqualTo("public");
        assertThat(result.getJsonObject("_meta").getJsonObject(SERVER_INFO).getString("name"))
                .isEqualTo("filetrail");
    }

    @Test
    void answersAQuestionAsTheOlderRevisionsDo() {
        JsonObject result =
                ModernQuestion.machines(SimulatedFiles.SEVERAL_MACHINES).result();
        Question older = Question.ask(SimulatedFiles.SEVERAL_MACHINES);

        assertThat(result.getString("resultType")).isEqualTo("complete");
        assertThat(result.getJsonObject("_meta").containsKey(SERVER_INFO)).isTrue();
        assertThat(result.getJsonArray("content").getJsonObject(0).getString("text"))
                .startsWith("**14 machines have reported the file**");
        JsonArray machines = result.getJsonObject("structuredContent").getJsonArray("machines");
        assertThat(machines.stream().map(each -> ((JsonObject) each).getString("id")))
                .containsExactlyElementsOf(older.ids());
        assertThat(result.containsKey("ttlMs")).isFalse();
    }

    @Test
    void mintsNoSessionAndEchoesNone() {
        Response response = ModernQuestion.machines(SimulatedFiles.ONE_MACHINE)
                .header("Mcp-Session-Id", "made-up")
                .header("Last-Event-ID", "12")
                .ask();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("Mcp-Session-Id")).isNull();
    }

    @Test
    void tellsOfABadArgumentInTheResult() {
        JsonObject result =
                ModernQuestion.machines("d41d8cd98f00b204e9800998ecf8427e").result();

        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(result.getJsonArray("content").getJsonObject(0).getString("text"))
                .contains("MD5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools/list", "resources/list", "resources/templates/list", "prompts/list"})
    void hintsForHowLongAListHolds(String method) {
        JsonObject result = ModernQuestion.of(method).result();

        assertThat(result.getInteger("ttlMs")).isPositive();
        assertThat(result.getString("cacheScope")).isEqualTo("public");
        assertThat(result.getString("resultType")).isEqualTo("complete");
    }

    @Test
    void listsToolsInTheSameOrderEveryTime() {
        String first =
                ModernQuestion.of("tools/list").result().getJsonArray("tools").encode();

        for (int i = 0; i < 5; i++) {
            assertThat(ModernQuestion.of("tools/list")
                            .result()
                            .getJsonArray("tools")
                            .encode())
                    .isEqualTo(first);
        }
    }

    @Test
    void keepsWhatAResourceSaysToTheCaller() {
        JsonObject result = ModernQuestion.of("resources/read", new JsonObject().put("uri", "filetrail://budget"))
                .result();

        assertThat(result.getString("cacheScope")).isEqualTo("private");
        assertThat(result.getInteger("ttlMs")).isZero();
        assertThat(result.getJsonArray("contents").getJsonObject(0).getString("text"))
                .contains("machines_of_file");
    }

    @Test
    void saysOfAnUnknownResourceThatTheParameterIsWrong() {
        JsonObject error = error(
                ModernQuestion.of("resources/read", new JsonObject().put("uri", "filetrail://nothing"))
                        .ask(),
                200);

        assertThat(error.getInteger("code")).isEqualTo(-32602);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("no _meta", -32602, 400, q -> q.params().remove("_meta")),
                wrong("_meta is no object", -32602, 400, q -> q.params().put("_meta", "x")),
                wrong("no params", -32602, 400, q -> q.message().remove("params")),
                wrong("no version in _meta", -32602, 400, q -> q.meta().remove(VERSION)),
                wrong("a version that is no text", -32602, 400, q -> q.meta().put(VERSION, 7)),
                wrong("no capabilities", -32602, 400, q -> q.meta().remove(CAPABILITIES)),
                wrong("capabilities that are no object", -32602, 400, q -> q.meta()
                        .put(CAPABILITIES, "all")),
                wrong("no version header", -32020, 400, q -> q.header("MCP-Protocol-Version", null)),
                wrong("another version header", -32020, 400, q -> q.header("MCP-Protocol-Version", "2025-11-25")),
                wrong(
                        "two version headers",
                        -32020,
                        400,
                        q -> q.header("MCP-Protocol-Version", List.of(REVISION, REVISION))),
                wrong("no method header", -32020, 400, q -> q.header("Mcp-Method", null)),
                wrong("another method header", -32020, 400, q -> q.header("Mcp-Method", "tools/list")),
                wrong("a method header in capitals", -32020, 400, q -> q.header("Mcp-Method", "TOOLS/CALL")),
                wrong("no name header", -32020, 400, q -> q.header("Mcp-Name", null)),
                wrong("another name header", -32020, 400, q -> q.header("Mcp-Name", "sweep_file_hashes")),
                wrong("a name header that is no Base64", -32020, 400, q -> q.header("Mcp-Name", "=?base64?***?=")),
                wrong(
                        "a name header without padding",
                        -32020,
                        400,
                        q -> q.header(
                                "Mcp-Name",
                                "=?base64?"
                                        + base64("get_machines_for_file_hash").replace("=", "") + "?=")),
                wrong("no tool named", -32602, 400, q -> q.params().remove("name")),
                wrong("arguments that are no object", -32602, 400, q -> q.params()
                        .put("arguments", "x")),
                wrong("no such log level", -32602, 400, q -> q.meta().put("io.modelcontextprotocol/logLevel", "loud")),
                wrong("another jsonrpc", -32600, 400, q -> q.message().put("jsonrpc", "1.0")),
                wrong("an id that is an object", -32600, 400, q -> q.message().put("id", new JsonObject())));
    }

    private static Arguments wrong(String what, int code, int status, Consumer<ModernQuestion> with) {
        return Arguments.of(what, code, status, with);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void refusesWhatIsOutOfOrder(String what, int code, int status, Consumer<ModernQuestion> with) {
        defender.calls().clear();
        ModernQuestion question = ModernQuestion.machines(Question.newHash());
        with.accept(question);

        Response response = question.ask();

        JsonObject error = error(response, status);
        assertThat(error.getInteger("code")).as(what).isEqualTo(code);
        assertThat(error.getString("message")).isNotBlank();
        Object id = question.message().getValue("id");
        assertThat(new JsonObject(response.asString()).getValue("id")).isEqualTo(id instanceof JsonObject ? null : id);
        assertThat(defender.calls().count(CallKind.MACHINES_OF_FILE)).isZero();
    }

    @Test
    void takesANameInBase64AndBlanksAroundAHeader() {
        assertThat(ModernQuestion.machines(SimulatedFiles.ONE_MACHINE)
                        .header("Mcp-Name", "=?base64?" + base64(TOOL) + "?=")
                        .ask()
                        .statusCode())
                .isEqualTo(200);
        assertThat(ModernQuestion.machines(SimulatedFiles.ONE_MACHINE)
                        .header("Mcp-Name", "  " + TOOL + "  ")
                        .ask()
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void namesTheVersionsItSpeaksToWhoSpeaksAnother() {
        ModernQuestion question = ModernQuestion.of("server/discover").header("MCP-Protocol-Version", "2999-01-01");
        question.meta().put(VERSION, "2999-01-01");

        JsonObject error = error(question.ask(), 400);

        assertThat(error.getInteger("code")).isEqualTo(-32022);
        assertThat(error.getJsonObject("data").getString("requested")).isEqualTo("2999-01-01");
        assertThat(error.getJsonObject("data").getJsonArray("supported").getList())
                .contains(REVISION, "2024-11-05");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initialize",
                "ping",
                "logging/setLevel",
                "resources/subscribe",
                "resources/unsubscribe",
                "roots/list",
                "no/such/method"
            })
    void knowsNoMethodThatTheRevisionHasNot(String method) {
        JsonObject error = error(ModernQuestion.of(method).ask(), 404);

        assertThat(error.getInteger("code")).isEqualTo(-32601);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void hasNoStreamAndNoSessionToEnd(String method) {
        given().header("MCP-Protocol-Version", REVISION)
                .accept("text/event-stream")
                .request(method, "/mcp")
                .then()
                .statusCode(405)
                .header("Allow", "POST");
    }

    @Test
    void takesANotificationWithoutAWord() {
        ModernQuestion notification =
                ModernQuestion.of("notifications/cancelled", new JsonObject().put("requestId", 7));
        notification.message().remove("id");

        Response response = notification.ask();

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.asString()).isEmpty();
    }

    @Test
    void takesNoBatch() {
        ModernQuestion question = ModernQuestion.machines(SimulatedFiles.ONE_MACHINE);

        JsonObject error = error(
                question.prepared()
                        .body(new JsonArray().add(question.message()).encode())
                        .post("/mcp"),
                400);

        assertThat(error.getInteger("code")).isEqualTo(-32600);
    }

    @Test
    void refusesAPageFromElsewhereInThisEraToo() {
        assertThat(ModernQuestion.of("tools/list")
                        .header("Origin", "https://localhost.evil.example")
                        .ask()
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void tellsProgressOnAStream() {
        ModernQuestion sweep = ModernQuestion.call(
                "sweep_file_hashes",
                new JsonObject()
                        .put("hashes", Question.newHash() + " " + Question.newHash() + " " + Question.newHash()));
        sweep.meta().put("progressToken", "p1");

        Response response = sweep.ask();

        assertThat(response.contentType()).startsWith("text/event-stream");
        assertThat(response.header("X-Accel-Buffering")).isEqualTo("no");
        List<JsonObject> events = events(response.asString());
        assertThat(events.subList(0, events.size() - 1))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getString("method")).isEqualTo("notifications/progress"));
        assertThat(events.get(events.size() - 1).getJsonObject("result").getString("resultType"))
                .isEqualTo("complete");
    }

    @Test
    void acknowledgesWhoListensAndKeepsTheStreamAlive() throws Exception {
        ModernQuestion listen = ModernQuestion.of(
                "subscriptions/listen",
                new JsonObject().put("notifications", new JsonObject().put("toolsListChanged", true)));

        try (OpenStream stream = OpenStream.of(listen)) {
            assertThat(stream.header("content-type")).startsWith("text/event-stream");
            assertThat(stream.header("x-accel-buffering")).isEqualTo("no");
            JsonObject first = stream.nextMessage();
            assertThat(first.getString("method")).isEqualTo("notifications/subscriptions/acknowledged");
            assertThat(first.getJsonObject("params")
                            .getJsonObject("_meta")
                            .getValue("io.modelcontextprotocol/subscriptionId"))
                    .isEqualTo(7);
            assertThat(first.getJsonObject("params")
                            .getJsonObject("notifications")
                            .fieldNames())
                    .isEmpty();
            assertThat(stream.nextComment()).startsWith(":");
        }
    }

    @Test
    void saysWhatIsMissingOfAWishToListen() {
        assertThat(error(ModernQuestion.of("subscriptions/listen").ask(), 400).getInteger("code"))
                .isEqualTo(-32602);
    }

    @Test
    void givesTheCallUpWhenTheConnectionIsClosed() throws Exception {
        defender.faults().always(Fault.slow(Duration.ofSeconds(8)));
        defender.calls().clear();
        try (OpenStream stream = OpenStream.sent(ModernQuestion.machines(Question.newHash()))) {
            until(() -> defender.calls().count(CallKind.MACHINES_OF_FILE) > 0);
            assertThat(stream).isNotNull();
        }

        until(() -> defender.calls().abandoned(CallKind.MACHINES_OF_FILE) == 1);
    }

    @Test
    void continuesTheTraceOfItsCaller() {
        String hash = Question.newHash();
        ModernQuestion question = ModernQuestion.machines(hash);
        question.meta()
                .put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .put("tracestate", "vendor=1");

        question.result();

        assertThat(defender.calls().all().stream().filter(call -> call.path().contains(hash)))
                .singleElement()
                .satisfies(call -> assertThat(call.headers())
                        .containsEntry("tracestate", "vendor=1")
                        .hasEntrySatisfying("traceparent", parent -> assertThat(parent)
                                .matches("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01")
                                .doesNotContain("b7ad6b7169203331")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "00-00000000000000000000000000000000-b7ad6b7169203331-01", "x\r\ny: z"})
    void tellsDefenderOfNoTraceThatIsNone(String parent) {
        String hash = Question.newHash();
        ModernQuestion question = ModernQuestion.machines(hash);
        question.meta().put("traceparent", parent).put("tracestate", "a\r\nb: c");

        question.result();

        assertThat(defender.calls().all().stream().filter(call -> call.path().contains(hash)))
                .singleElement()
                .satisfies(call -> assertThat(call.headers()).doesNotContainKeys("traceparent", "tracestate"));
    }

    @Test
    void keepsACallThatSomebodyElseStillWaitsFor() throws Exception {
        defender.faults().always(Fault.slow(Duration.ofSeconds(1)));
        defender.calls().clear();
        String hash = Question.newHash();
        try (OpenStream stays = OpenStream.sent(ModernQuestion.machines(hash))) {
            until(() -> defender.calls().count(CallKind.MACHINES_OF_FILE) > 0);
            OpenStream.sent(ModernQuestion.machines(hash)).close();

            stays.awaitHead();
        }
        assertThat(defender.calls().all().stream().filter(call -> call.path().contains(hash)))
                .singleElement()
                .satisfies(call -> assertThat(call.status()).isEqualTo(200));
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 300 && !condition.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static JsonObject error(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/json");
        return new JsonObject(response.asString()).getJsonObject("error");
    }

    private static List<JsonObject> events(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> new JsonObject(line.substring("data: ".length())))
                .toList();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
