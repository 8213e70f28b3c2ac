// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** How large the executable is, and what it holds of the machine's memory once it has answered; on the JVM that is another question. */
class FootprintIT {

    private static final Logger LOG = Logger.getLogger(FootprintIT.class);
    private static final long MOST_KIBIBYTES = 45 * 1_024;
    private static final long MOST_BYTES = 60_000_000;

    @Test
    void theExecutableIsSmall() throws Exception {
        assumeTrue(Program.isNative());

        assertThat(Files.size(Path.of(Program.command().get(0))))
                .as("bytes; what costs them, and what has spared some: docs/explanation/decisions, 10, 21 and 22")
                .isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void aFirstAnswerIsGivenInLittleMemory() throws Exception {
        assumeTrue(Program.isNative());
        try (SimulatorServer server = SimulatorServer.start();
                ServingProgram program = ServingProgram.start(server, Map.of())) {
            String hash = SimulatedFiles.numbered(1);
            Verdicts verdicts = new Verdicts(server.simulator().tenant());
            verdicts.judge(hash, new Asker(program).ask(hash));
            assertThat(verdicts.wrong()).isEmpty();
            assertThat(verdicts.answered()).isOne();

            long kibibytes = Footprint.of(program).kilobytes();
            LOG.infof("resident after the first answer: %d KiB", kibibytes);
            assertThat(kibibytes)
                    .as("KiB; if what is used at the start has changed much: bash src/bench/run --used")
                    .isLessThanOrEqualTo(MOST_KIBIBYTES);
        }
    }
}
