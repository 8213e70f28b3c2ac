// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.acceptance.Program.Run;
import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SignIn;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code filetrail stdio} as an assistant runs it: the packaged program, its standard streams and its end. */
@Tag("long")
class StdioIT {

    private static final String NEWEST = "2025-11-25";

    private static SimulatorServer defender;
    /** Started once, for those tests that end nothing. */
    private static StdioProgram program;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        defender = SimulatorServer.start();
        defender.simulator().quotas().limits(100_000, 1_000_000);
        program = StdioProgram.start(defender, Map.of());
        program.initialize(NEWEST);
    }

    @AfterAll
    static void stop() throws Exception {
        program.close();
        defender.close();
    }

    @BeforeEach
    void calm() {
        defender.simulator().faults().clear();
        defender.simulator().calls().clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", NEWEST, "1999-01-01"})
    void speaksTheRevisionsThatBeginWithInitialize(String revision) throws Exception {
        try (StdioProgram own = StdioProgram.start(defender, Map.of())) {
            JsonObject result = own.initialize(revision).getJsonObject("result");

            assertThat(result.getString("protocolVersion")).isEqualTo(revision.startsWith("20") ? revision : NEWEST);
            assertThat(result.getJsonObject("serverInfo").getString("name")).isEqualTo("filetrail");
            own.ask(1, "tools/list", null);
            assertThat(own.answer(1).getJsonObject("result").getJsonArray("tools"))
                    .hasSizeGreaterThanOrEqualTo(2);
            own.askMachines(2, SimulatedFiles.SEVERAL_MACHINES);
            assertThat(own.answer(2)
                            .getJsonObject("result")
                            .getJsonObject("structuredContent")
                            .getInteger("total_machines"))
                    .isEqualTo(14);

            own.hangUp();
            assertThat(own.exitCode()).isZero();
            assertThat(own.err()).isEmpty();
            assertThat(own.lines()).hasSize(3);
        }
    }

    @Test
    void speaksTheStatelessRevisionOnTheSameStream() throws Exception {
        try (StdioProgram own = StdioProgram.start(defender, Map.of())) {
            own.ask("discover", "server/discover", stateless());
            JsonObject discovered = own.answer("discover").getJsonObject("result");
            assertThat(discovered.getString("resultType")).isEqualTo("complete");
            assertThat(discovered.getJsonArray("supportedVersions")).contains(ModernQuestion.REVISION, NEWEST);
            own.ask("call", "tools/call", machines(SimulatedFiles.SEVERAL_MACHINES));
            JsonObject called = own.answer("call").getJsonObject("result");
            assertThat(called.getString("resultType")).isEqualTo("complete");
            assertThat(called.getJsonObject("structuredContent").getInteger("total_machines"))
                    .isEqualTo(14);
            own.ask("ping", "ping", stateless());
            assertThat(own.answer("ping").getJsonObject("error").getInteger("code"))
                    .isEqualTo(-32601);
            JsonObject other = stateless();
            other.getJsonObject("_meta").put(ModernQuestion.VERSION, "2099-01-01");
            own.ask("other", "tools/list", other);
            assertThat(own.answer("other").getJsonObject("error").getInteger("code"))
                    .isEqualTo(-32022);
            own.ask("probe", "server/discover", null);
            assertThat(own.answer("probe").getJsonObject("error").getInteger("code"))
                    .isEqualTo(-32602);

            assertThat(own.initialize(NEWEST).getJsonObject("result").getString("protocolVersion"))
                    .isEqualTo(NEWEST);
            own.ask("legacy", "tools/list", null);
            assertThat(own.answer("legacy").getJsonObject("result").fieldNames())
                    .containsExactly("tools");
            own.ask("modern", "tools/list", stateless());
            assertThat(own.answer("modern").getJsonObject("result").fieldNames())
                    .contains("tools", "resultType", "ttlMs", "cacheScope");

            own.ask("listen", "subscriptions/listen", stateless().put("notifications", new JsonObject()));
            own.await(line -> line.contains("notifications/subscriptions/acknowledged"));
            // Whatever there is to be said at once about what has begun is said before that.
            own.ask("while listening", "ping", null);
            own.answer("while listening");
            own.say("notifications/cancelled", new JsonObject().put("requestId", "listen"));
            own.ask("again", "subscriptions/listen", stateless().put("notifications", new JsonObject()));
            own.ask("last", "ping", null);
            own.answer("last");
            own.hangUp();
            assertThat(own.exitCode()).isZero();
            assertThat(own.messages().stream().map(each -> each.getValue("id"))).doesNotContain("listen");
            assertThat(own.err()).isEmpty();
        }
    }

    private static JsonObject stateless() {
        return new JsonObject()
                .put(
                        "_meta",
                        new JsonObject()
                                .put(ModernQuestion.VERSION, ModernQuestion.REVISION)
                                .put(ModernQuestion.CAPABILITIES, new JsonObject()));
    }

    private static JsonObject machines(String hash) {
        return stateless()
                .put("name", "get_machines_for_file_hash")
                .put("arguments", new JsonObject().put("hash", hash));
    }

    @Test
    void answersTwoHundredCallsAtOnceEachWithItsOwnAndAPingBeforeThem() throws Exception {
        int files = 200;
        int alike = 40;
        defender.simulator().faults().always(Fault.slow(Duration.ofSeconds(2)));
        for (int i = 0; i < files; i++) {
            program.askMachines("file-" + i, SimulatedFiles.numbered(1_000 + i));
        }
        for (int i = 0; i < alike; i++) {
            program.askMachines("alike-" + i, SimulatedFiles.numbered(2_000));
        }
        program.ask("ping", "ping", null);

        program.answer("ping");
        assertThat(program.messages().stream().map(each -> String.valueOf(each.getValue("id"))))
                .as("nobody waits for those who are slow")
                .noneMatch(id -> id.startsWith("file-") || id.startsWith("alike-"));
        for (int i = 0; i < files; i++) {
            assertIsAnswer("file-" + i, SimulatedFiles.numbered(1_000 + i));
        }
        for (int i = 0; i < alike; i++) {
            assertIsAnswer("alike-" + i, SimulatedFiles.numbered(2_000));
        }
        assertThat(defender.simulator().calls().count(CallKind.MACHINES_OF_FILE))
                .isEqualTo(files + 1);
        assertThat(program.messages().stream()
                        .map(each -> each.getValue("id"))
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .filter(id -> id.startsWith("file-") || id.startsWith("alike-")))
                .hasSize(files + alike)
                .doesNotHaveDuplicates();
        assertThat(program.err()).isEmpty();
    }

    private static void assertIsAnswer(String id, String hash) throws InterruptedException {
        JsonObject answer = program.answer(id).getJsonObject("result");
        assertThat(answer.getBoolean("isError")).as(answer.encode()).isFalse();
        JsonObject report = answer.getJsonObject("structuredContent");
        assertThat(report.getString("hash")).isEqualTo(hash);
        assertThat(report.getInteger("total_machines"))
                .isEqualTo(defender.simulator().tenant().machineIds(hash).size());
    }

    @Test
    void endsTheCallUpstreamWhenTheLastWhoWaitsForItCancels() throws Exception {
        String hash = SimulatedFiles.numbered(3_000);
        defender.simulator().faults().always(Fault.slow(Duration.ofSeconds(30)));
        program.askMachines("goes", hash);
        program.ask("stays", "tools/call", machines(hash));
        awaitCalls(1);

        cancel("goes");
        program.ask("after the first", "ping", null);
        program.answer("after the first");
        assertThat(abandoned()).as("one still waits").isZero();
        cancel("stays");
        cancel("never asked");

        awaitAbandoned(1);
        program.ask("after the second", "ping", null);
        program.answer("after the second");
        assertThat(program.messages().stream().map(each -> each.getValue("id"))).doesNotContain("goes", "stays");
        assertThat(program.err()).isEmpty();
    }

    private static void cancel(String id) throws IOException {
        program.say(
                "notifications/cancelled",
                new JsonObject().put("requestId", id).put("reason", "no longer of interest"));
    }

    private static void awaitCalls(long calls) throws InterruptedException {
        for (int i = 0; i < 500 && defender.simulator().calls().count(CallKind.MACHINES_OF_FILE) < calls; i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(defender.simulator().calls().count(CallKind.MACHINES_OF_FILE))
                .isEqualTo(calls);
    }

    private static void awaitAbandoned(long calls) throws InterruptedException {
        for (int i = 0; i < 500 && abandoned() < calls; i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(abandoned()).isEqualTo(calls);
    }

    private static long abandoned() {
        return defender.simulator().calls().abandoned(CallKind.MACHINES_OF_FILE);
    }

    @Test
    void tellsItsProgressToWhoeverSendsAToken() throws Exception {
        StringBuilder hashes = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            hashes.append(SimulatedFiles.numbered(4_000 + i)).append(' ');
        }
        program.ask(
                "sweep",
                "tools/call",
                new JsonObject()
                        .put("name", "sweep_file_hashes")
                        .put("arguments", new JsonObject().put("hashes", hashes.toString()))
                        .put("_meta", new JsonObject().put("progressToken", "swept")));

        assertThat(program.answer("sweep").getJsonObject("result").getBoolean("isError"))
                .isFalse();
        assertThat(program.messages().stream()
                        .filter(each -> "notifications/progress".equals(each.getString("method")))
                        .map(each -> each.getJsonObject("params"))
                        .filter(each -> "swept".equals(each.getString("progressToken")))
                        .map(each -> each.getInteger("progress")))
                .isSorted()
                .doesNotHaveDuplicates()
                .endsWith(20);
    }

    @Test
    void answersWhatIsNoMessageAndGoesOn() throws Exception {
        assertFault("{\"jsonrpc\":\"2.0\",\"id\":1", -32700);
        assertFault("hello", -32700);
        assertFault("{} {}", -32700);
        assertFault("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"} x", -32700);
        assertFault("[".repeat(100_000), -32700);
        assertFault("{\"a\":".repeat(65) + "1" + "}".repeat(65), -32700);
        assertFault("null", -32600);
        assertFault("17", -32600);
        assertFault("[]", -32600);
        assertFault("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]", -32600);
        assertFault("{}", -32600);
        assertFault("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", -32600);
        assertFault("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}", -32600);
        assertFault("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", -32600);
        assertFault("x".repeat(5_000_000), -32600);
        byte[] noUtf8 = "\"?\"\n".getBytes(StandardCharsets.US_ASCII);
        noUtf8[1] = (byte) 0xff;
        int before = program.lines().size();
        program.write(noUtf8);
        program.awaitLines(before + 1);
        assertThat(program.lines().get(before)).contains("-32700");

        program.write("\n  \r\n\uFEFF{\"jsonrpc\":\"2.0\",\"id\":\"crlf\",\"method\":\"ping\"}\r\n");
        assertThat(program.answer("crlf").getJsonObject("result")).isEmpty();
        program.ask("large", "ping", new JsonObject().put("_meta", new JsonObject().put("pad", "x".repeat(3_000_000))));
        assertThat(program.answer("large").getJsonObject("result")).isEmpty();
        assertThat(program.err()).isEmpty();
    }

    private static void assertFault(String line, int code) throws Exception {
        int before = program.lines().size();
        program.write(line + "\n");
        program.awaitLines(before + 1);
        JsonObject answer = new JsonObject(program.lines().get(before));
        assertThat(answer.fieldNames()).as(answer.encode()).doesNotContain("id");
        assertThat(answer.getJsonObject("error").getInteger("code"))
                .as(answer.encode())
                .isEqualTo(code);
    }

    @Test
    void answersRequestsThatAreNoneWithTheirIds() throws Exception {
        assertRefused("{\"jsonrpc\":\"1.0\",\"id\":\"%s\",\"method\":\"ping\"}", -32600);
        assertRefused("{\"id\":\"%s\",\"method\":\"ping\"}", -32600);
        assertRefused("{\"jsonrpc\":\"2.0\",\"id\":\"%s\"}", -32600);
        assertRefused("{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":7}", -32600);
        assertRefused("{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"initialize\",\"params\":{}}", -32600);
        for (String method : List.of("sing", "q/close", "notifications/initialized", "sampling/createMessage")) {
            assertRefused("{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"" + method + "\"}", -32601);
        }
        for (String params : List.of(
                "\"tools/call\"",
                "\"tools/call\",\"params\":[]",
                "\"tools/call\",\"params\":{\"name\":null}",
                "\"tools/call\",\"params\":{\"name\":{}}",
                "\"tools/call\",\"params\":{\"name\":\"get_machines_for_file_hash\",\"arguments\":[]}",
                "\"tools/call\",\"params\":{\"name\":\"get_machines_for_file_hash\",\"_meta\":1}",
                "\"tools/call\",\"params\":{\"name\":\"no such tool\"}",
                "\"tools/list\",\"params\":{\"cursor\":1}",
                "\"tools/list\",\"params\":{\"cursor\":\"nonsense\"}",
                "\"resources/read\",\"params\":{}",
                "\"completion/complete\"",
                "\"completion/complete\",\"params\":{\"ref\":\"x\",\"argument\":{}}",
                "\"logging/setLevel\"")) {
            assertRefused("{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":" + params + "}", -32602);
        }
        program.write(
                "{\"jsonrpc\":\"2.0\",\"method\":\"sing\"}\n{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"params\":[]}\n"
                        + "{\"jsonrpc\":\"2.0\",\"id\":\"nobody asked\",\"result\":{}}\n"
                        + "{\"jsonrpc\":\"2.0\",\"id\":{},\"error\":{}}\n");
        int before = program.lines().size();
        program.ask("last", "ping", null);
        program.answer("last");
        assertThat(program.lines()).as("to those there is no answer").hasSize(before + 1);
        assertThat(program.err()).isEmpty();
    }

    private static final AtomicInteger NEXT = new AtomicInteger();

    private static void assertRefused(String request, int code) throws Exception {
        String id = "refused-" + NEXT.incrementAndGet();
        program.write(String.format(request, id) + "\n");
        JsonObject answer = program.answer(id);
        assertThat(answer.getJsonObject("error")).as(request).isNotNull();
        assertThat(answer.getJsonObject("error").getInteger("code"))
                .as(request + " " + answer.encode())
                .isEqualTo(code);
    }

    @Test
    void takesNothingButPingsBeforeItIsInitialized() throws Exception {
        try (StdioProgram own = StdioProgram.start(defender, Map.of())) {
            own.ask(1, "ping", null);
            assertThat(own.answer(1).getJsonObject("result")).isEmpty();
            own.ask(2, "tools/list", null);
            assertThat(own.answer(2).getJsonObject("error").getInteger("code")).isEqualTo(-32600);
            own.ask(3, "initialize", new JsonObject().put("protocolVersion", NEWEST));
            assertThat(own.answer(3).getJsonObject("error").getInteger("code")).isEqualTo(-32602);
            own.initialize("2025-03-26");

            // Without an end of the line: the input's end is one.
            own.write("[{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\"},"
                    + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":1}},"
                    + "{\"jsonrpc\":\"2.0\",\"id\":6,\"method\":\"tools/list\"},"
                    + "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"sing\"}]");
            own.hangUp();
            JsonArray batch = new JsonArray(own.await(line -> line.startsWith("[")));

            assertThat(batch.stream().map(each -> String.valueOf(((JsonObject) each).getValue("id"))))
                    .containsExactlyInAnyOrder("5", "6", "7");
            assertThat(own.exitCode()).isZero();
        }
    }

    @Test
    void endsWithItsInputThoughCallsAreUnderWay() throws Exception {
        try (StdioProgram own = StdioProgram.start(defender, Map.of())) {
            own.initialize(NEWEST);
            own.askMachines(0, SimulatedFiles.numbered(5_000));
            own.answer(0);
            defender.simulator().faults().always(Fault.slow(Duration.ofSeconds(60)));
            for (int i = 1; i <= 50; i++) {
                own.askMachines(i, SimulatedFiles.numbered(5_000 + i));
            }
            awaitCalls(51);
            long start = System.nanoTime();
            own.hangUp();

            assertThat(own.exitCode()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(own.err()).isEmpty();
            assertThat(own.messages()).hasSize(2);
            awaitAbandoned(50);
        }
    }

    @Test
    void endsWhenItIsToldTo() throws Exception {
        try (StdioProgram own = StdioProgram.start(defender, Map.of())) {
            own.initialize(NEWEST);
            defender.simulator().faults().always(Fault.slow(Duration.ofSeconds(60)));
            own.askMachines(1, SimulatedFiles.numbered(6_000));
            awaitCalls(1);
            long start = System.nanoTime();

            // Not the process itself, which would close its streams as well.
            own.process().toHandle().destroy();

            own.exitCode();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(own.err()).isEmpty();
            assertThat(own.messages()).hasSize(1);
        }
    }

    @Test
    void waitsForWhoeverReadsSlowlyAndLosesNothing() throws Exception {
        try (StdioProgram own = StdioProgram.startUnread(defender, Map.of())) {
            int many = 2_000;
            AtomicInteger sent = new AtomicInteger();
            Thread writer = new Thread(() -> {
                try {
                    own.write(
                            "{\"jsonrpc\":\"2.0\",\"id\":\"i\",\"method\":\"initialize\",\"params\":{\"protocolVersion\":\""
                                    + NEWEST
                                    + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}\n");
                    for (int i = 0; i < many; i++) {
                        // Padded, so that what waits in the pipe is little.
                        own.ask(
                                i,
                                "tools/list",
                                new JsonObject().put("_meta", new JsonObject().put("pad", "x".repeat(500))));
                        sent.incrementAndGet();
                    }
                } catch (IOException e) {
                    sent.set(-1);
                }
            });
            writer.start();
            int last = -1;
            while (sent.get() != last || last == 0) {
                last = sent.get();
                TimeUnit.SECONDS.sleep(1);
            }
            assertThat(sent).as("it takes no more while nobody reads").hasValueBetween(1, many - 1);

            own.read();
            own.awaitLines(many + 1);
            writer.join();
            own.hangUp();
            assertThat(own.exitCode()).isZero();
            assertThat(own.messages().stream().map(each -> each.getValue("id")).distinct())
                    .hasSize(many + 1);
            assertThat(own.messages()).allMatch(each -> each.containsKey("result"));
            assertThat(own.err()).isEmpty();
        }
    }

    @Test
    void endsQuietlyWhenItsReaderIsGone() throws Exception {
        try (StdioProgram own = StdioProgram.startUnread(defender, Map.of())) {
            own.process().getInputStream().close();
            own.ask(1, "ping", null);

            assertThat(own.exitCode()).isZero();
            assertThat(own.err()).isEmpty();
        }
    }

    @Test
    void keepsStandardOutputForMessagesWhateverTheLogsSay() throws Exception {
        Map<String, String> loud = Map.of(
                "quarkus.log.level", "DEBUG",
                "quarkus.log.category.\"io.quarkus.oidc\".level", "TRACE",
                "quarkus.log.category.\"io.vertx.ext.web.client\".level", "TRACE",
                "quarkus.log.console.stderr", "false",
                "quarkus.banner.enabled", "true",
                "quarkus.mcp.server.traffic-logging.enabled", "true",
                "quarkus.no-such-property", "x");
        try (StdioProgram own = StdioProgram.start(defender, loud)) {
            own.initialize(NEWEST);
            own.askMachines(1, SimulatedFiles.numbered(7_000));
            own.answer(1);
            own.hangUp();

            assertThat(own.exitCode()).isZero();
            assertThat(own.messages()).hasSize(2).allMatch(each -> "2.0".equals(each.getString("jsonrpc")));
            assertThat(own.err())
                    .contains("DEBUG", "MCP message received")
                    .doesNotContain(SignIn.CLIENT_SECRET, "eyJ", "Bearer ");
        }
    }

    @Test
    void saysOnStandardErrorWhyItDoesNotStart() throws Exception {
        Map<String, String> settings = new HashMap<>(SimulatedDefender.settings(defender));
        settings.put("filetrail.on-behalf-of", "true");
        assertDoesNotStart(Program.run(settings, "stdio"), "filetrail.on-behalf-of (FILETRAIL_ON_BEHALF_OF) is true");
        settings.put("filetrail.on-behalf-of", "false");
        settings.remove("azure.tenant-id");
        assertDoesNotStart(Program.run(settings, "stdio"), "AZURE_TENANT_ID is not set");

        Run mistaken = Program.run(settings, "stdio", "--port", "1");
        assertThat(mistaken.exitCode()).isEqualTo(2);
        assertThat(mistaken.out()).isEmpty();
        assertThat(Program.run(settings, "stdio", "--help").out()).contains("standard input");
    }

    private static void assertDoesNotStart(Run run, String why) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(why);
        assertThat(run.err().strip().lines()).hasSize(1);
    }

    @Test
    void writesDownWhoAskedOnlyWhereItIsTold() throws Exception {
        Path audit = directory.resolve("audit.log");
        String trace = "0af7651916cd43dd8448eb211c80319c";
        try (StdioProgram own = StdioProgram.start(defender, Map.of("filetrail.audit.to", audit.toString()))) {
            own.initialize(NEWEST);
            own.ask(
                    1,
                    "tools/call",
                    new JsonObject()
                            .put("name", "get_machines_for_file_hash")
                            .put("arguments", new JsonObject().put("hash", SimulatedFiles.ONE_MACHINE))
                            .put("_meta", new JsonObject().put("traceparent", "00-" + trace + "-b7ad6b7169203331-01")));
            own.answer(1);
            own.hangUp();
            assertThat(own.exitCode()).isZero();
            assertThat(own.messages()).hasSize(2);
        }
        List<String> lines = Files.readAllLines(audit);
        assertThat(lines).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(lines.get(0));
        assertThat(line.get("door").asText()).isEqualTo("mcp");
        assertThat(line.get("way").asText()).isEqualTo("stdio");
        assertThat(line.get("trace_id").asText()).isEqualTo(trace);
    }
}
