// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.SimulatorServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Where a fault of a library ends the start, its stack trace names files and lines: the native program leaves the names of files
 * out where it can tell them (dev.filetrail.nativeimage.SourceNames).
 */
@Tag("long")
class StackTraceIT {

    @Test
    void namesFilesAndLines() throws Exception {
        try (SimulatorServer defender = SimulatorServer.start()) {
            Map<String, String> settings = new HashMap<>(SimulatedDefender.settings(defender));
            settings.put("quarkus.http.port", "0");
            settings.put("quarkus.management.port", "0");
            settings.put("quarkus.http.ssl.certificate.files", "/dev/null/nothing");

            Program.Run run = Program.run(settings, "serve");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out() + run.err())
                    .containsPattern(
                            "\tat (\\S+/)?io\\.quarkus\\.runtime\\.Application\\.start\\(Application\\.java:\\d+\\)");
        }
    }
}
