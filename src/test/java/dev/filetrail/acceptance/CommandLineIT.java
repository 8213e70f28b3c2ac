// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.filetrail.FreePort;
import dev.filetrail.acceptance.Program.Run;
import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code filetrail} in a terminal: the packaged program, its output and its exit codes. */
@Tag("long")
class CommandLineIT {

    private static SimulatorServer defender;
    private static Map<String, String> settings;

    @BeforeAll
    static void start() {
        defender = SimulatorServer.start();
        settings = SimulatedDefender.settings(defender);
    }

    @AfterAll
    static void stop() {
        defender.close();
    }

    @Test
    void printsATable() throws Exception {
        Run run = Program.run(settings, "machines", SimulatedFiles.SEVERAL_MACHINES);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith(SimulatedFiles.SEVERAL_MACHINES + ": 14 machines.")
                .contains("NAME", "RISK", "LAST SEEN", "dc-lon-07.corp.northwind.example");
        assertThat(run.out().lines().filter(line -> line.matches(".*(Active|Inactive|NoSensorData).*")))
                .hasSize(14);
        assertThat(run.out()).doesNotContain("\u202E");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void printsTheStructureOfTheToolOneObjectPerLine() throws Exception {
        Run run = Program.run(
                settings, "machines", "--json", SimulatedFiles.NEARLY_ALL_MACHINES, SimulatedFiles.ONE_MACHINE);

        assertThat(run.exitCode()).as(run.err()).isZero();
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(getClass().getResourceAsStream("/schemas/MachinesReport.json"));
        String[] lines = run.out().split("\n");
        assertThat(lines).hasSize(2);
        for (String line : lines) {
            JsonNode report = new ObjectMapper().readTree(line);
            assertThat(schema.validate(report)).isEmpty();
            assertThat(report.get("machines"))
                    .hasSize(report.get("total_machines").asInt());
        }
    }

    @Test
    void printsAllColumnsAsCsv() throws Exception {
        Run run = Program.run(settings, "machines", "--csv", SimulatedFiles.SEVERAL_MACHINES);

        assertThat(run.exitCode()).as(run.err()).isZero();
        String[] lines = run.out().split("\n");
        assertThat(lines).hasSize(15);
        assertThat(lines[0]).startsWith("hash,id,name,device_group,").endsWith(",link,resolved_from");
    }

    @Test
    void namesWhatWasGivenInCsv() throws Exception {
        String sha256 = defender.simulator().tenant().sha256(SimulatedFiles.SEVERAL_MACHINES);
        Run run = Program.run(settings, "machines", "--csv", sha256);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines().skip(1)).hasSize(14).allSatisfy(line -> assertThat(line)
                .startsWith(SimulatedFiles.SEVERAL_MACHINES + ",")
                .endsWith("," + sha256));
    }

    @Test
    void filtersAndLimits() throws Exception {
        Run run = Program.run(
                settings, "machines", "--min-risk", "high", "--limit", "1", SimulatedFiles.SEVERAL_MACHINES);

        assertThat(run.out()).contains("14 machines, 2 match", "and 1 more");
    }

    @Test
    void tellsFilteredAwayFromNowhere() throws Exception {
        Run run = Program.run(settings, "machines", "--name-contains", "nobody", SimulatedFiles.SEVERAL_MACHINES);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("14 machines, 0 match");
    }

    @Test
    void saysThatNoMachineHasIt() throws Exception {
        Run run = Program.run(settings, "machines", SimulatedFiles.UNKNOWN);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("no machine in this tenant has reported this file");
    }

    @Test
    void asksNothingWhenOneOfTheHashesIsNone() throws Exception {
        defender.simulator().calls().clear();

        Run run = Program.run(settings, "machines", SimulatedFiles.ONE_MACHINE, "d41d8cd98f00b204e9800998ecf8427e");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is an MD5", "sha1sum", "--help");
        assertThat(run.out()).isEmpty();
        assertThat(defender.simulator().calls().count(CallKind.MACHINES_OF_FILE))
                .isZero();
    }

    @Test
    void refusesOptionsThatMakeNoSense() throws Exception {
        assertThat(Program.run(settings, "machines").exitCode()).isEqualTo(2);
        assertThat(Program.run(settings, "machines", "--json", "--csv", SimulatedFiles.ONE_MACHINE)
                        .exitCode())
                .isEqualTo(2);
        assertThat(Program.run(settings, "machines", "--limit", "0", SimulatedFiles.ONE_MACHINE)
                        .exitCode())
                .isEqualTo(2);
        assertThat(Program.run(settings, "sing").exitCode()).isEqualTo(2);
    }

    @Test
    void tellsTroubleOnStandardErrorAndGoesOn() throws Exception {
        defender.simulator().faults().next(Fault.status(403, "Forbidden", "No."));

        Run run = Program.run(settings, "machines", SimulatedFiles.UNKNOWN, SimulatedFiles.ONE_MACHINE);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(SimulatedFiles.UNKNOWN, "(403)", "Machine.Read.All");
        assertThat(run.out()).contains(SimulatedFiles.ONE_MACHINE + ": 1 machine.");
    }

    @Test
    void asksNothingMoreOnceAnAnswerCannotBeWritten() throws Exception {
        defender.simulator().calls().clear();

        Run run = Program.runOnAFullDisk(settings, "machines", SimulatedFiles.ONE_MACHINE, SimulatedFiles.UNKNOWN);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("Standard output can't be written. Nothing more is asked.\n");
        assertThat(defender.simulator().calls().count(CallKind.MACHINES_OF_FILE))
                .isEqualTo(1);

        // The header is the first to be refused, before a call is spent.
        assertThat(Program.runOnAFullDisk(settings, "machines", "--csv", SimulatedFiles.ONE_MACHINE)
                        .exitCode())
                .isEqualTo(1);
        assertThat(defender.simulator().calls().count(CallKind.MACHINES_OF_FILE))
                .isEqualTo(1);
    }

    @Test
    void saysSoWhenNobodyListensWhereDefenderShouldBe() throws Exception {
        String nobody = "http://127.0.0.1:" + FreePort.find();
        Map<String, String> elsewhere = new HashMap<>(settings);
        elsewhere.put("filetrail.defender.url", nobody);
        Run run = Program.run(elsewhere, "machines", SimulatedFiles.ONE_MACHINE);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("Defender can't be reached", "filetrail.defender.url");

        elsewhere = new HashMap<>(settings);
        elsewhere.put("azure.authority-host", nobody);
        run = Program.run(elsewhere, "machines", SimulatedFiles.ONE_MACHINE);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("it can't be reached", nobody, "AZURE_AUTHORITY_HOST");
    }

    @Test
    void saysSoWhenSomethingElseListensWhereDefenderShouldBe() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            Thread other = new Thread(() -> {
                try (Socket caller = socket.accept()) {
                    caller.getInputStream().read(new byte[1024]);
                    caller.getOutputStream().write("SSH-2.0-Other\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    caller.getOutputStream().flush();
                    caller.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // the caller has hung up
                }
            });
            other.start();
            Map<String, String> elsewhere = new HashMap<>(settings);
            elsewhere.put("filetrail.defender.url", "http://127.0.0.1:" + socket.getLocalPort());
            Run run = Program.run(elsewhere, "machines", SimulatedFiles.ONE_MACHINE);
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("can't be understood", "no HTTP", "filetrail.defender.url");
            other.join(5_000);
        }
    }

    @Test
    void tellsWhatTheSignInRefuses() throws Exception {
        Map<String, String> wrong = new HashMap<>(settings);
        wrong.put("azure.client-secret", "not-the-right-one");
        Run run = Program.run(wrong, "machines", SimulatedFiles.ONE_MACHINE);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("AADSTS7000215", "AZURE_CLIENT_SECRET", "not its id")
                .doesNotContain("not-the-right-one");
    }

    @Test
    void namesWhatIsMissingInOneSentence() throws Exception {
        for (String name : new String[] {"azure.tenant-id", "azure.client-id", "azure.client-secret"}) {
            Map<String, String> without = new HashMap<>(settings);
            without.remove(name);
            for (String[] args : new String[][] {{}, {"machines", SimulatedFiles.ONE_MACHINE}}) {
                Run run = Program.run(without, args);
                assertThat(run.exitCode()).isEqualTo(1);
                assertThat(run.out() + run.err())
                        .contains(name.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_") + " is not set")
                        .doesNotContain("\tat ", "simulated-secret");
                assertThat((run.out() + run.err()).strip().lines()).hasSize(1);
            }
        }
    }

    @Test
    void refusesToListenToTheWorld() throws Exception {
        Map<String, String> open = new HashMap<>(settings);
        open.put("quarkus.http.host", "0.0.0.0");

        Run run = Program.run(open);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out() + run.err()).contains("0.0.0.0", "filetrail.access is loopback");
    }

    @Test
    void refusesSettingsThatAreNone() throws Exception {
        Map<String, String> elsewhere = new HashMap<>(settings);
        elsewhere.put("filetrail.cloud", "china");
        assertThat(Program.run(elsewhere).err()).contains("filetrail.cloud", "china", "gcc-high");
        elsewhere.put("filetrail.cloud", "eu");
        elsewhere.put("filetrail.defender.url", "not an address");
        assertThat(Program.run(elsewhere).err()).contains("filetrail.defender.url", "not an http or https address");
    }

    @Test
    void tellsVersionAndHelp() throws Exception {
        assertThat(Program.run(Map.of(), "--version").out()).matches("filetrail \\d+\\.\\d+\\.\\d+\\S*\\s*");
        assertThat(Program.run(Map.of(), "--help").out()).contains("machines", "serve");
    }
}
