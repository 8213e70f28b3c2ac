// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.filetrail.acceptance.Program.Run;
import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.CallLog;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code filetrail machines --from FILE}: the packaged program, interrupted and started anew. */
@Tag("long")
class SweepFileIT {

    private SimulatorServer defender;
    private Map<String, String> settings;

    @TempDir
    Path directory;

    @BeforeEach
    void start() {
        defender = SimulatorServer.start();
        settings = SimulatedDefender.settings(defender);
    }

    @AfterEach
    void stop() {
        defender.close();
    }

    @Test
    void sweepsAFileAndLeavesNothingBehind() throws Exception {
        Path list = list("# \"" + SimulatedFiles.SEVERAL_MACHINES + "\"; " + SimulatedFiles.ONE_MACHINE_SHA256 + "\n"
                + SimulatedFiles.UNKNOWN + "\nd41d8cd98f00b204e9800998ecf8427e " + SimulatedFiles.UNKNOWN);

        Run run = Program.run(settings, "machines", "--from", list.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("3 files answered, 2 on machines of this tenant, 1 removed as duplicates.")
                .contains(SimulatedFiles.SEVERAL_MACHINES + "        14  High")
                .contains("Not understood: d41d8cd98f00b204e9800998ecf8427e: an MD5");
        assertThat(directory.toFile().list()).containsExactly("list.txt");
    }

    @Test
    void writesStructureAndCsv() throws Exception {
        Path list = list(SimulatedFiles.SEVERAL_MACHINES + "\n" + SimulatedFiles.UNKNOWN);

        Run json = Program.run(settings, "machines", "--json", "--from", list.toString());
        JsonNode report = new ObjectMapper().readTree(json.out());
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(getClass().getResourceAsStream("/schemas/SweepReport.json"));
        assertThat(schema.validate(report)).isEmpty();
        assertThat(report.get("files")).hasSize(2);

        Run csv = Program.run(settings, "machines", "--csv", "--from", list.toString());
        assertThat(csv.out().lines()).hasSize(3).first().asString().startsWith("hash,resolved_from,outcome,");
    }

    @Test
    void goesOnAfterItIsInterruptedAndAsksNothingTwice() throws Exception {
        List<String> hashes = newHashes(60);
        Path list = list(String.join("\n", hashes));
        defender.simulator().faults().always(Fault.slow(Duration.ofMillis(250)));

        String told = interrupted(list, "-INT", 12);
        assertThat(told).containsPattern("Interrupted: \\d+ of 60 files are done. The same command goes on from here.");
        assertThat(directory.resolve("list.txt.filetrail")).exists();
        interrupted(list, "-KILL", 30);
        defender.simulator().faults().clear();
        Run run = Program.run(settings, "machines", "--csv", "--from", list.toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("Going on from");
        assertThat(run.out().lines().skip(1).map(line -> line.substring(0, 40))).containsExactlyElementsOf(hashes);
        assertThat(directory.resolve("list.txt.filetrail")).doesNotExist();
        Map<String, Long> answered = calls().stream()
                .filter(call -> call.status() == 200 || call.status() == 404)
                .collect(Collectors.groupingBy(CallLog.Call::path, Collectors.counting()));
        assertThat(answered).hasSize(60);
        // Those under way at an interruption were never answered, as far as the program knows.
        assertThat(calls().size()).isBetween(60, 60 + 16);
        assertThat(answered.values().stream().filter(times -> times > 1)).hasSizeLessThanOrEqualTo(16);
    }

    @Test
    void keepsWhatIsAnsweredUntilItCanBeWritten() throws Exception {
        Path list = list(SimulatedFiles.ONE_MACHINE);

        for (String form : List.of("--csv", "--json", "--quiet")) {
            Run run = Program.runOnAFullDisk(settings, "machines", form, "--from", list.toString());
            assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
            assertThat(run.err()).contains("Standard output can't be written.", "The same command goes on from here.");
        }
        Run run = Program.run(settings, "machines", "--csv", "--from", list.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains(SimulatedFiles.ONE_MACHINE);
        assertThat(calls()).hasSize(1);
        assertThat(directory.toFile().list()).containsExactly("list.txt");
    }

    @Test
    void asksAgainOnlyForWhatCanBeMended() throws Exception {
        Path list = list(SimulatedFiles.SEVERAL_MACHINES + "\n" + SimulatedFiles.ONE_MACHINE_SHA256);
        defender.simulator().faults().on(CallKind.FILE, Fault.status(403, "Forbidden", "No."));

        Run run = Program.run(settings, "machines", "--from", list.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("1 failed for now. The same command goes on from here.");
        assertThat(directory.resolve("list.txt.filetrail")).exists();
        defender.simulator().faults().clear();
        run = Program.run(settings, "machines", "--from", list.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("2 files answered, 2 on machines of this tenant.");
        assertThat(calls()).hasSize(2);
        assertThat(directory.toFile().list()).containsExactly("list.txt");
    }

    @Test
    void leavesTheJournalToTheRunThatWritesIt() throws Exception {
        Path list = list(Question.newHash());
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        defender.simulator().faults().always(Fault.throttled(60));
        Process first = Program.start(settings, out, err, "machines", "--from", list.toString());
        try {
            for (int i = 0; i < 1_000 && calls().isEmpty(); i++) {
                assertThat(first.isAlive()).as(Files.readString(err)).isTrue();
                Thread.sleep(20);
            }
            defender.simulator().faults().clear();

            Run second = Program.run(settings, "machines", "--from", list.toString());

            assertThat(second.exitCode()).as(second.err()).isEqualTo(3);
            assertThat(second.err()).contains("Another run keeps its answers in ");
            assertThat(directory.resolve("list.txt.filetrail")).exists();
        } finally {
            first.destroyForcibly();
        }
    }

    @Test
    void goesOnWithoutAJournalWhereNoneCanBeKept() throws Exception {
        Path list = list(SimulatedFiles.ONE_MACHINE);
        Files.createDirectory(directory.resolve("list.txt.filetrail"));
        Files.writeString(directory.resolve("list.txt.filetrail").resolve("inside"), "");

        Run run = Program.run(settings, "machines", "--from", list.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("can't be kept in", "it goes on");
        assertThat(run.out()).contains(SimulatedFiles.ONE_MACHINE);
    }

    @Test
    void refusesWhatMakesNoSense() throws Exception {
        Path list = list("no hash in here");
        assertThat(Program.run(settings, "machines", "--from", list.toString()).exitCode())
                .isEqualTo(2);
        assertThat(Program.run(settings, "machines", "--from", "/no/such/file").exitCode())
                .isEqualTo(2);
        assertThat(Program.run(settings, "machines", "--from", list.toString(), SimulatedFiles.UNKNOWN)
                        .exitCode())
                .isEqualTo(2);
        assertThat(Program.run(settings, "machines", "--sort", "name", "--from", list.toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(Program.run(settings, "machines", "--min-risk", "high", "--from", list.toString())
                        .exitCode())
                .isEqualTo(2);
    }

    private String interrupted(Path list, String signal, int afterCalls) throws Exception {
        Path out = Files.createTempFile("filetrail", ".out");
        Path err = Files.createTempFile("filetrail", ".err");
        try {
            // A build that runs in the background ignores Ctrl-C, and what it starts does so too unless told otherwise.
            Process program = Program.start(
                    List.of("env", "--default-signal=INT"), settings, out, err, "machines", "--from", list.toString());
            for (int i = 0; i < 1_000 && calls().size() < afterCalls; i++) {
                assertThat(program.isAlive()).as(Files.readString(err)).isTrue();
                Thread.sleep(20);
            }
            assertThat(calls().size()).isGreaterThanOrEqualTo(afterCalls);
            new ProcessBuilder("kill", signal, String.valueOf(program.pid()))
                    .start()
                    .waitFor();
            if (!program.waitFor(15, TimeUnit.SECONDS)) {
                program.destroyForcibly();
                throw new AssertionError("it goes on after " + signal);
            }
            assertThat(Files.readString(out)).isEmpty();
            return Files.readString(err);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private List<CallLog.Call> calls() {
        return defender.simulator().calls().all().stream()
                .filter(call -> call.kind() == CallKind.MACHINES_OF_FILE)
                .toList();
    }

    private Path list(String text) throws Exception {
        return Files.writeString(directory.resolve("list.txt"), text);
    }

    private static List<String> newHashes(int count) {
        List<String> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add(Question.newHash());
        }
        return hashes;
    }
}
