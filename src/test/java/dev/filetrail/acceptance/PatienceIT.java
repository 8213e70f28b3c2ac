// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.CallLog;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged program when somebody's patience ends, be it Defender's or the asker's. */
@Tag("long")
class PatienceIT {

    private final SimulatorServer server = SimulatorServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private long calls() {
        return server.simulator().calls().count(CallKind.MACHINES_OF_FILE);
    }

    /** An hour is the longest that Defender's quota can ask for; nobody is to call before it is over. */
    @Test
    void anHourIsKeptByEverybody() throws Exception {
        try (ServingProgram program = ServingProgram.start(server, Map.of())) {
            Asker asker = new Asker(program);
            assertThat(asker.ask(SimulatedFiles.numbered(1)).isAnswer()).isTrue();
            server.simulator().faults().next(Fault.throttled(3_600));
            Reply told = asker.ask(SimulatedFiles.numbered(2));
            assertThat(told.isHonestError()).as(told.body()).isTrue();
            assertThat(told.text()).contains("(429)", "Ask again in 3600 seconds");

            for (int i = 3; i < 40; i++) {
                Reply refused = asker.ask(SimulatedFiles.numbered(i));
                assertThat(refused.isHonestError()).as(refused.body()).isTrue();
                assertThat(refused.text()).containsPattern("Ask again in 3[56]\\d\\d seconds");
            }
            assertThat(calls()).isEqualTo(2);
            assertThat(asker.ask(SimulatedFiles.numbered(1)).isAnswer())
                    .as("what is remembered is still told")
                    .isTrue();
        }
    }

    /** Whoever gives up ends the call, when nobody else waits for it, and its connection; and gives the place in the budget back. */
    @Test
    void whenNobodyWaitsAnyMoreTheCallEnds() throws Exception {
        try (ServingProgram program = ServingProgram.start(server, Map.of())) {
            Asker asker = new Asker(program);
            assertThat(asker.ask(SimulatedFiles.numbered(0)).isAnswer()).isTrue();
            server.simulator().faults().always(Fault.slow(Duration.ofSeconds(30)));
            CompletableFuture<Reply> stays = asker.asking(Map.of("hash", SimulatedFiles.numbered(1)));
            for (int i = 0; i < 3; i++) {
                asker.askAndGiveUp(SimulatedFiles.numbered(1), Duration.ofMillis(400));
            }
            assertThat(server.simulator().calls().abandoned(CallKind.MACHINES_OF_FILE))
                    .as("one still waits")
                    .isZero();
            stays.cancel(true);
            asker.askAndGiveUp(SimulatedFiles.numbered(2), Duration.ofMillis(400));

            awaitAbandoned(2);
            assertThat(calls()).isEqualTo(3);
            assertThat(program.log()).doesNotContain("ERROR", "Exception");
        }
    }

    private void awaitAbandoned(long calls) throws InterruptedException {
        CallLog log = server.simulator().calls();
        for (int i = 0; i < 100 && log.abandoned(CallKind.MACHINES_OF_FILE) < calls; i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(log.abandoned(CallKind.MACHINES_OF_FILE)).isEqualTo(calls);
    }
}
