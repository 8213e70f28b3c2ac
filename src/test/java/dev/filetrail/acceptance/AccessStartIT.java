// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import io.restassured.RestAssured;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program does not start with access, or numbers, that can't be meant so, and says in one sentence why. */
@Tag("long")
class AccessStartIT {

    private static SimulatorServer defender;

    @BeforeAll
    static void start() {
        defender = SimulatorServer.start();
    }

    @AfterAll
    static void stop() {
        defender.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quarkus.http.host=0.0.0.0 | quarkus.http.host (QUARKUS_HTTP_HOST) is 0.0.0.0, but filetrail.access is loopback",
                "quarkus.http.host=10.1.2.3 | quarkus.http.host (QUARKUS_HTTP_HOST) is 10.1.2.3",
                "quarkus.management.host=0.0.0.0 | quarkus.management.host (QUARKUS_MANAGEMENT_HOST) is 0.0.0.0",
                "quarkus.http.port=8099 quarkus.management.port=8099 | quarkus.management.port (QUARKUS_MANAGEMENT_PORT) is 8099",
                "quarkus.http.port=99999 | quarkus.http.port (QUARKUS_HTTP_PORT) is 99999, but must be from 0 to 65535",
                "quarkus.http.port=-1 | quarkus.http.port (QUARKUS_HTTP_PORT) is -1",
                "quarkus.http.port=abc | quarkus.http.port is 'abc', which can't be taken: ",
                "quarkus.management.port=99999 | quarkus.management.port (QUARKUS_MANAGEMENT_PORT) is 99999",
                "filetrail.access=everybody | filetrail.access (FILETRAIL_ACCESS) is 'everybody', but must be loopback",
                "filetrail.access=loopback,oidc | loopback lets in whoever is on this machine",
                "filetrail.access=oidc | filetrail.access.issuer (FILETRAIL_ACCESS_ISSUER) doesn't say whose tokens",
                "filetrail.access=api-key | filetrail.access.keys (FILETRAIL_ACCESS_KEYS)",
                "filetrail.access=oidc filetrail.access.issuer=http://login.example/t/v2.0 | it must be https",
                "filetrail.access=oidc filetrail.access.issuer=ftp://login.example | base address of an OpenID provider",
                "filetrail.access=oidc filetrail.access.issuer=https://login.microsoftonline.com/organizations/v2.0 | filetrail.access.tenants",
                "filetrail.access=oidc filetrail.access.issuer=https://login.microsoftonline.com/common/v2.0 | filetrail.access.tenants",
                "filetrail.access=oidc filetrail.access.issuer=https://x.example filetrail.access.origins=* | filetrail.access.origins has '*'",
                "filetrail.access=oidc filetrail.access.issuer=https://x.example filetrail.access.origins=https://a.example/path | nothing stands for many",
                "filetrail.access=oidc filetrail.access.issuer=https://x.example filetrail.access.doors.mcp=api-key | filetrail.access.doors.mcp",
                "filetrail.access=oidc filetrail.access.issuer=https://x.example filetrail.access.url=filetrail | filetrail.access.url is 'filetrail'",
                "filetrail.access=oidc filetrail.access.issuer=https://x.example filetrail.access.requests-at-once=0 | filetrail.access.requests-at-once",
                "filetrail.on-behalf-of=true | filetrail.on-behalf-of is true, but filetrail.access (FILETRAIL_ACCESS) is neither oidc nor chat",
                "filetrail.on-behalf-of=ture | filetrail.on-behalf-of (FILETRAIL_ON_BEHALF_OF) is 'ture', but must be true or false.",
                "filetrail.audit.required=ture | filetrail.audit.required (FILETRAIL_AUDIT_REQUIRED) is 'ture'",
                "filetrail.budget.per-minute=0 | filetrail.budget.per-minute must be 1 or more.",
                "filetrail.budget.per-hour=-5 | filetrail.budget.per-hour must be 1 or more.",
                "filetrail.budget.per-minute=many | filetrail.budget.per-minute is 'many', which can't be taken: ",
                "filetrail.remember=soon | filetrail.remember is 'soon', which can't be taken: ",
                "filetrail.remember=999999d | filetrail.remember is '999999d', which can't be taken: ",
                "filetrail.sweep-time=99999999999999999d | filetrail.sweep-time is '99999999999999999d', which can't be taken: ",
                "quarkus.http.idle-timeout=999999d | quarkus.http.idle-timeout is '999999d', which can't be taken: ",
                "quarkus.rest-client.defender.read-timeout=99999999999 | quarkus.rest-client.defender.read-timeout is '99999999999'",
                "filetrail.defender.timeout-seconds=0 | filetrail.defender.timeout-seconds must be 1 or more.",
                "filetrail.defender.timeout-seconds=-1 | filetrail.defender.timeout-seconds must be 1 or more.",
                "filetrail.audit.to=/dev/null/audit.log | filetrail.audit.to (FILETRAIL_AUDIT_TO) is /dev/null/audit.log"
            })
    void refuses(String settings, String sentence) throws Exception {
        Map<String, String> all = new HashMap<>(SimulatedDefender.settings(defender));
        for (String each : settings.split(" ")) {
            all.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        all.putIfAbsent("quarkus.http.port", "0");
        all.putIfAbsent("quarkus.management.port", "0");

        Program.Run run = Program.run(all, "serve");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out() + run.err()).contains(sentence).doesNotContain("\tat ", "SRCFG");
    }

    @ParameterizedTest
    @CsvSource({"quarkus.http.port, QUARKUS_HTTP_PORT", "quarkus.management.port, QUARKUS_MANAGEMENT_PORT"})
    void saysWhichPortIsTaken(String taken, String variable) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> all = new HashMap<>(SimulatedDefender.settings(defender));
            all.put("quarkus.http.port", "0");
            all.put("quarkus.management.port", "0");
            all.put(taken, Integer.toString(other.getLocalPort()));

            Program.Run run = Program.run(all, "serve");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("127.0.0.1:" + other.getLocalPort(), variable);
            assertThat(run.out() + run.err()).doesNotContain("\tat ");
        }
    }

    @Test
    void listensForOthersOnceSomebodyLooksWhoTheyAre() throws Exception {
        try (GuardedProgram guarded = GuardedProgram.start(Map.of("quarkus.http.host", "0.0.0.0"))) {
            assertThat(new Asker(guarded.program(), guarded.token())
                            .ask(SimulatedFiles.SEVERAL_MACHINES)
                            .total())
                    .isEqualTo(14);
        }
    }

    @Test
    void opensNoDoorButThatOfChatsWhenThatIsAllThereIs() throws Exception {
        try (SimulatorServer defender = SimulatorServer.start();
                ServingProgram program = ServingProgram.start(
                        defender, Map.of("filetrail.access", "chat", "quarkus.http.host", "0.0.0.0"))) {
            for (String path : new String[] {"/mcp", "/tools", "/anything"}) {
                RestAssured.given()
                        .port(program.port())
                        .post(path)
                        .then()
                        .statusCode(403)
                        .contentType("application/problem+json")
                        .body("detail", startsWith("This FileTrail answers in chats only."));
            }
        }
    }
}
