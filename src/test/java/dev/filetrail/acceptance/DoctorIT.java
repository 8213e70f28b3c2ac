// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.FreePort;
import dev.filetrail.simulator.SignIn;
import dev.filetrail.simulator.SimulatorServer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code filetrail doctor} finds what is wrong, and says what to do, without a secret and without a call. */
@Tag("long")
class DoctorIT {

    private SimulatorServer defender;

    @BeforeEach
    void start() {
        defender = SimulatorServer.start();
    }

    @AfterEach
    void stop() {
        assertThat(defender.simulator().calls().all())
                .as("it spends no call")
                .allMatch(call -> call.path().equals("/") || call.path().isEmpty());
        defender.close();
    }

    @Test
    void findsNothingWhenAllIsWell() throws Exception {
        Program.Run run = doctor(Map.of());

        assertThat(run.out().lines()).allMatch(line -> line.startsWith("ok    "));
        assertThat(run.out())
                .containsPattern("ok +configuration +cloud commercial, tenant .* signing in by client secret")
                .containsPattern("ok +reach sign-in +http://127.0.0.1:\\d+/simulator/login answers")
                .containsPattern("ok +reach Defender +http://127.0.0.1:\\d+/simulator/defender answers")
                .containsPattern("ok +clock +right to \\d+ s")
                .containsPattern("ok +sign-in +a token came from")
                .containsPattern("ok +audience +the token is for https://api.securitycenter.microsoft.com")
                .containsPattern("ok +permission +get_machines_for_file_hash works")
                .containsPattern("ok +permission +sweep_file_hashes works")
                .containsPattern("ok +permission +get_file_profile works")
                .containsPattern("ok +permission +get_file_alerts works")
                .containsPattern("ok +permission +get_machine works")
                .containsPattern("ok +permission +a file named by its SHA-256 works")
                .containsPattern("ok +permission +who logged on to a machine works")
                .containsPattern("ok +budget +machines_of_file: 100 of 100 calls left")
                .containsPattern("ok +access +loopback: whoever is on this machine, nobody else")
                .containsPattern("ok +audit +questions are written down to stdout");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void tellsProgramsTheSame() throws Exception {
        defender.simulator().signIn().roles("Machine.Read.All");
        Program.Run run = Program.run(settings(Map.of()), "doctor", "--json");

        JsonNode told = new ObjectMapper().readTree(run.out());
        assertThat(told.path("well").asBoolean(true)).isFalse();
        assertThat(told.path("findings")).anySatisfy(each -> {
            assertThat(each.path("check").asText()).isEqualTo("permission");
            assertThat(each.path("well").asBoolean()).isFalse();
            assertThat(each.path("found").asText()).contains("SHA-256", "File.Read.All");
            assertThat(each.path("mend").asText()).contains("Grant admin consent");
        });
        assertThat(told.path("findings")).anySatisfy(each -> {
            assertThat(each.path("check").asText()).isEqualTo("sign-in");
            assertThat(each.path("well").asBoolean()).isTrue();
            assertThat(each.path("mend").isNull()).isTrue();
        });
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void findsMissingPermissionsToolByTool() throws Exception {
        defender.simulator().signIn().roles();
        Program.Run run = doctor(Map.of());

        assertThat(run.out())
                .containsPattern(
                        "FAIL +permission +get_machines_for_file_hash does not work, and is not listed: the application lacks"
                                + " Machine.Read.All \\(Machine.ReadWrite.All does as well\\). An administrator")
                .containsPattern("FAIL +permission +sweep_file_hashes does not work, and is not listed")
                .containsPattern(
                        "FAIL +permission +get_file_alerts does not work, and is not listed: the application lacks"
                                + " Alert.Read.All")
                .containsPattern("FAIL +permission +who logged on to a machine does not work: the application lacks"
                        + " User.Read.All");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void findsATokenForTheWrongAudience() throws Exception {
        Program.Run run = doctor(Map.of("filetrail.defender.scope", "https://api.security.microsoft.com/.default"));

        assertThat(run.out())
                .containsPattern(
                        "FAIL +audience +the token is for https://api.security.microsoft.com, which Defender in"
                                + " this cloud does not take. Leave filetrail.defender.scope unset");
    }

    @Test
    void findsAWrongClock() throws Exception {
        defender.simulator().signIn().dateSkew(Duration.ofMinutes(7));
        assertThat(doctor(Map.of()).out())
                .containsPattern("FAIL +clock +this machine's clock is 4[12]\\d s behind.* Let it be set by NTP");
        defender.simulator().signIn().dateSkew(Duration.ofMinutes(-7));
        assertThat(doctor(Map.of()).out()).containsPattern("FAIL +clock +this machine's clock is 4[12]\\d s ahead");
    }

    @Test
    void findsASignInThatRefuses() throws Exception {
        Program.Run run = doctor(Map.of("azure.client-secret", "wr0ng~secret"));

        assertThat(run.out())
                .containsPattern("FAIL +sign-in +The sign-in gave FileTrail no token: the client secret is wrong"
                        + " \\(AADSTS7000215\\). FileTrail's operator: Check AZURE_CLIENT_SECRET")
                .doesNotContain("wr0ng~secret");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void findsANameThatNobodyKnowsAndAPortThatNobodyListensOn() throws Exception {
        String closed = "http://127.0.0.1:" + FreePort.find();
        Program.Run run =
                doctor(Map.of("azure.authority-host", "http://nobody.invalid", "filetrail.defender.url", closed));

        assertThat(run.out())
                .containsPattern(
                        "FAIL +reach sign-in +the name nobody.invalid can't be resolved. Check the name server")
                .containsPattern("FAIL +reach Defender +" + closed + " takes no connection")
                .contains("AZURE_AUTHORITY_HOST", "filetrail.defender.url");
    }

    @Test
    void findsWhoCouldNotComeIn() throws Exception {
        Map<String, String> access = new HashMap<>();
        access.put("filetrail.access", "oidc,api-key");
        access.put("filetrail.access.issuer", defender.issuer());
        access.put("filetrail.access.keys", "/nowhere/keys");
        assertThat(doctor(access).out())
                .containsPattern("ok +access +oidc: tokens of " + defender.issuer() + " for .*/mcp that allow")
                .containsPattern("FAIL +access +api-key: /nowhere/keys can't be read, so every key is refused. Check")
                .containsPattern(
                        "FAIL +access +clients are told to ask Entra for Machines.Read,.* Set filetrail.access.scope");

        access.put("filetrail.access.scope", "api://filetrail/Machines.Read");
        assertThat(doctor(access).out()).doesNotContain("clients are told to ask Entra");

        access.put("filetrail.access", "oidc");
        access.put("filetrail.access.issuer", defender.issuer().replace("/v2.0", ""));
        assertThat(doctor(access).out())
                .containsPattern("FAIL +access +oidc: .* the provider (can't be asked|there calls)");
    }

    @Test
    void findsAConfigurationThatCannotWork() throws Exception {
        Map<String, String> settings = settings(Map.of());
        settings.remove("azure.client-secret");
        Program.Run run = Program.run(settings, "doctor");
        assertThat(run.out()).containsPattern("FAIL +configuration +AZURE_CLIENT_SECRET is not set");
        assertThat(run.exitCode()).isEqualTo(1);

        Program.Run json = Program.run(settings, "doctor", "--json");
        assertThat(new ObjectMapper()
                        .readTree(json.out())
                        .path("findings")
                        .path(0)
                        .path("found")
                        .asText())
                .contains("AZURE_CLIENT_SECRET is not set");
        assertThat(json.exitCode()).isEqualTo(1);
    }

    @Test
    void isToldInShortAtTheStart() throws Exception {
        defender.simulator().signIn().roles("File.Read.All");
        try (ServingProgram program = ServingProgram.start(settings(Map.of()))) {
            for (int i = 0; i < 100 && !program.log().contains("Signed in"); i++) {
                Thread.sleep(50);
            }
            assertThat(program.log())
                    .contains(
                            "Signed in to tenant " + SignIn.TENANT_ID + " by client secret. Will not work:"
                                    + " get_machines_for_file_hash (needs Machine.Read.All (Machine.ReadWrite.All does as well))")
                    .contains("Try: filetrail doctor");
        }
    }

    private Program.Run doctor(Map<String, String> also) throws IOException, InterruptedException {
        return Program.run(settings(also), "doctor");
    }

    private Map<String, String> settings(Map<String, String> also) {
        Map<String, String> settings = new HashMap<>(SimulatedDefender.settings(defender));
        settings.putAll(also);
        return settings;
    }
}
