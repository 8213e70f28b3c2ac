// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.FreePort;
import dev.filetrail.simulator.SimulatorServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code filetrail doctor --live} is the health check of an image without shell and curl. */
@Tag("long")
class LiveCheckIT {

    @Test
    void saysThatAServerLivesWithoutAnyOtherSetting() throws Exception {
        try (SimulatorServer defender = SimulatorServer.start();
                ServingProgram program = ServingProgram.start(defender, Map.of())) {
            Program.Run run = live(program.managementPort(), Map.of());

            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            assertThat(run.out())
                    .matches("ok +live +http://127\\.0\\.0\\.1:" + program.managementPort()
                            + "/q/health/live says so\\R");
            assertThat(run.err()).isEmpty();
            assertThat(defender.simulator().calls().all())
                    .as("Defender is asked nothing")
                    .isEmpty();

            run = live(program.managementPort(), Map.of("quarkus.management.host", "0.0.0.0"));
            assertThat(run.exitCode())
                    .as("a server that listens on all addresses")
                    .isZero();
        }
    }

    @Test
    void saysThatNobodyIsThere() throws Exception {
        int port = FreePort.find();

        Program.Run run = live(port, Map.of());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .matches("FAIL +live +http://127\\.0\\.0\\.1:" + port + "/q/health/live gives no answer.*\\R");
    }

    @Test
    void saysThatAServerIsDown() throws Exception {
        assertThat(answering("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"))
                .satisfies(run -> {
                    assertThat(run.exitCode()).isEqualTo(1);
                    assertThat(run.out()).contains("503", "log says why");
                });
        assertThat(answering("")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).contains("the connection was closed");
        });
    }

    @Test
    void refusesAPortThatIsNone() throws Exception {
        Program.Run run = Program.run(Map.of("quarkus.management.port", "here"), "doctor", "--live");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("here", "QUARKUS_MANAGEMENT_PORT");
    }

    /** What it says of a server that gives this answer. */
    private static Program.Run answering(String answer) throws IOException, InterruptedException {
        try (ServerSocket socket = new ServerSocket(0)) {
            Thread server = new Thread(() -> {
                try (Socket caller = socket.accept()) {
                    caller.getInputStream().read(new byte[1024]);
                    caller.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // it has hung up
                }
            });
            server.start();
            Program.Run run = live(socket.getLocalPort(), Map.of());
            server.join(5_000);
            return run;
        }
    }

    private static Program.Run live(int port, Map<String, String> also) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(also);
        settings.put("quarkus.management.port", String.valueOf(port));
        return Program.run(settings, "doctor", "--live");
    }
}
