package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.SimulatorServer;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The allowance as it comes: a hundred calls a minute reach Defender, the next asker is told when, and no 429 is seen. */
class BudgetIT {

    @Test
    void neverRunsIntoTheQuota() throws Exception {
        Path log = Files.createTempFile("filetrail", ".log");
        int port = freePort();
        try (SimulatorServer defender = SimulatorServer.start()) {
            Map<String, String> settings = new HashMap<>(SimulatedDefender.settings(defender));
            settings.put("quarkus.http.port", String.valueOf(port));
            Process program = Program.start(settings, log, log);
            int portBefore = RestAssured.port;
            try {
                awaitReady(port, program, log);
                RestAssured.port = port;
                int answered = 0;
                Question refused = null;
                for (int i = 0; i < 130; i++) {
                    Question answer = Question.ask(Question.newHash());
                    if (answer.isError()) {
                        refused = answer;
                    } else {
                        answered++;
                    }
                }
                // More than a minute may pass on a slow machine, and then a few more calls are right.
                assertThat(answered).isBetween(100, 129);
                assertThat(refused).isNotNull();
                assertThat(refused.text()).contains("no call to Defender left").containsPattern("again in \\d+ second");
                assertThat(defender.simulator().calls().all())
                        .filteredOn(call -> call.kind() == CallKind.MACHINES_OF_FILE)
                        .hasSize(answered)
                        .allMatch(call -> call.status() == 200);
            } finally {
                RestAssured.port = portBefore;
                program.destroy();
                program.waitFor();
            }
        } finally {
            Files.delete(log);
        }
    }

    private static void awaitReady(int port, Process program, Path log) throws Exception {
        for (int i = 0; i < 300; i++) {
            assertThat(program.isAlive()).as(Files.readString(log)).isTrue();
            try {
                if (RestAssured.given().port(port).get("/q/health/ready").statusCode() == 200) {
                    return;
                }
            } catch (Exception e) {
                // not listening yet
            }
            Thread.sleep(100);
        }
        throw new AssertionError("not ready after 30 seconds: " + Files.readString(log));
    }

    private static int freePort() throws Exception {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
