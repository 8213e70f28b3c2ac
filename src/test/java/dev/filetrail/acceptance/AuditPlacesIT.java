// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.acceptance.Program.Run;
import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the audit log goes, and what becomes of a question when it can't: the packaged program. */
@Tag("long")
class AuditPlacesIT {

    private static SimulatorServer defender;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        defender = SimulatorServer.start();
    }

    @AfterAll
    static void stop() {
        defender.close();
    }

    private static Reply ask(ServingProgram program, String hash) throws Exception {
        return ask(program, hash, "");
    }

    /** With further arguments as JSON, each with a comma before it. */
    private static Reply ask(ServingProgram program, String hash, String further) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + program.port() + "/mcp"))
                .header("content-type", "application/json")
                .header("accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
                                + "\"get_machines_for_file_hash\",\"arguments\":{\"hash\":\"" + hash + "\"" + further
                                + "}}}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return Reply.of(answer.statusCode(), answer.body());
    }

    private static List<JsonNode> lines(String text) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.lines()
                .filter(each -> each.startsWith("{\"audit\":\"filetrail\""))
                .toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    @Test
    void isStandardOutputUnlessToldOtherwise() throws Exception {
        try (ServingProgram program = ServingProgram.start(defender, Map.of())) {
            assertThat(ask(program, SimulatedFiles.ONE_MACHINE).isAnswer()).isTrue();

            assertThat(lines(program.log()))
                    .singleElement()
                    .satisfies(line -> assertThat(line.get("outcome").asText()).isEqualTo("found"));
        }
    }

    /** The log goes to the same place, and tells of a question that failed. */
    @Test
    void nobodyForgesALineOnStandardOutput() throws Exception {
        try (ServingProgram program = ServingProgram.start(defender, Map.of())) {
            defender.simulator().faults().next(Fault.status(400, "InvalidInput", "No.\n{\"audit\":\"filetrail\"}"));
            ask(
                    program,
                    SimulatedFiles.UNKNOWN,
                    ",\"tag\":\"x\\n{\\\"audit\\\":\\\"filetrail\\\",\\\"way\\\":\\\"token\\\"}\"");

            assertThat(program.log()).contains("WARN  machines {hash=" + SimulatedFiles.UNKNOWN);
            assertThat(lines(program.log()))
                    .singleElement()
                    .satisfies(line -> assertThat(line.get("way").asText()).isEqualTo("loopback"));
        }
    }

    @Test
    void noQuestionIsAnsweredThatCanNotBeWrittenDown() throws Exception {
        try (ServingProgram program = ServingProgram.start(defender, Map.of("filetrail.audit.to", "/dev/full"))) {
            for (String hash : List.of(SimulatedFiles.ONE_MACHINE, SimulatedFiles.ONE_MACHINE, "nonsense")) {
                Reply reply = ask(program, hash);

                assertThat(reply.isHonestError()).as(reply.body()).isTrue();
                assertThat(reply.text()).contains("FileTrail can't write down who asks for what", "filetrail.audit.to");
                assertThat(reply.body()).doesNotContain("structuredContent", "eicar");
            }
            assertThat(program.log()).contains("No space left on device");
        }
    }

    @Test
    void exceptWhereTheOperatorWantsItSo() throws Exception {
        Map<String, String> settings = Map.of("filetrail.audit.to", "/dev/full", "filetrail.audit.required", "false");
        try (ServingProgram program = ServingProgram.start(defender, settings)) {
            for (int i = 0; i < 3; i++) {
                assertThat(ask(program, SimulatedFiles.ONE_MACHINE).isAnswer()).isTrue();
            }
            assertThat(program.log()
                            .lines()
                            .filter(line -> line.contains("Questions are answered that nobody will know of")))
                    .hasSize(1);
        }
    }

    @Test
    void aFileTurnsOverWhenItIsFull() throws Exception {
        Path log = directory.resolve("audit.log");
        Files.writeString(log, "x".repeat(1_048_576) + "\n");
        Map<String, String> settings =
                Map.of("filetrail.audit.to", log.toString(), "filetrail.audit.rotate-megabytes", "1");
        try (ServingProgram program = ServingProgram.start(defender, settings)) {
            assertThat(ask(program, SimulatedFiles.ONE_MACHINE).isAnswer()).isTrue();

            assertThat(lines(Files.readString(log))).hasSize(1);
            assertThat(directory.resolve("audit.log.1")).hasSize(1_048_577);
            assertThat(lines(program.log())).isEmpty();
        }
    }

    @Test
    void doesNotStartWhenTheFileCanNotBeOpened() throws Exception {
        Map<String, String> settings = new HashMap<>(SimulatedDefender.settings(defender));
        settings.put("filetrail.audit.to", directory.toString());

        for (String[] args : new String[][] {{}, {"machines", SimulatedFiles.ONE_MACHINE}}) {
            Run run = Program.run(settings, args);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat((run.out() + run.err()).strip().lines()).hasSize(1);
            assertThat(run.out() + run.err()).contains("filetrail.audit.to", directory.toString(), "can't be opened");
        }
    }

    @Test
    void aQuestionFromTheTerminalGoesToTheFileAndNeverToStandardOutput() throws Exception {
        Map<String, String> settings = new HashMap<>(SimulatedDefender.settings(defender));
        Run run = Program.run(settings, "machines", "--json", SimulatedFiles.ONE_MACHINE);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out() + run.err()).doesNotContain("\"audit\"");

        Path log = directory.resolve("audit.log");
        settings.put("filetrail.audit.to", log.toString());
        Run written = Program.run(settings, "machines", SimulatedFiles.ONE_MACHINE);
        assertThat(written.exitCode()).isZero();
        assertThat(written.out() + written.err()).doesNotContain("\"audit\"");
        assertThat(lines(Files.readString(log)))
                .singleElement()
                .satisfies(line -> assertThat(line.get("way").asText()).isEqualTo("terminal"));

        settings.put("filetrail.audit.to", "/dev/full");
        defender.simulator().calls().clear();
        Run refused = Program.run(settings, "machines", SimulatedFiles.ONE_MACHINE);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("can't write down who asks for what");
        assertThat(defender.simulator().calls().count(CallKind.MACHINES_OF_FILE))
                .isOne();
    }

    /** Once the reader has gone, nobody can be told of questions, so none is answered. */
    @Test
    void aClosedPipeIsNoticed() throws Exception {
        Path go = directory.resolve("go");
        List<String> intoAPipe =
                List.of("/bin/sh", "-c", "\"$@\" | { until [ -e '" + go + "' ]; do sleep 0.1; done; }", "sh");
        try (ServingProgram program = ServingProgram.start(intoAPipe, defender, Map.of())) {
            try {
                assertThat(ask(program, SimulatedFiles.ONE_MACHINE).isAnswer()).isTrue();
                Files.createFile(go);
                Reply last = null;
                for (int i = 0; i < 100 && (last == null || last.isAnswer()); i++) {
                    Thread.sleep(100);
                    last = ask(program, SimulatedFiles.ONE_MACHINE);
                }
                assertThat(last.text()).contains("can't write down who asks for what");
                assertThat(ask(program, SimulatedFiles.ONE_MACHINE).isAnswer()).isFalse();
            } finally {
                program.process().descendants().forEach(ProcessHandle::destroyForcibly);
            }
        }
    }
}
