// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the packaged program ends: whoever waits for an answer gets it, within bounds. */
@Tag("long")
class ShutdownIT {

    private static final int QUESTIONS = 30;

    private final SimulatorServer server = SimulatorServer.start();
    private final Map<String, CompletableFuture<Reply>> asked = new HashMap<>();
    private ServingProgram program;

    @BeforeEach
    void start() throws Exception {
        program = ServingProgram.start(server, Map.of("quarkus.shutdown.timeout", "8s"));
    }

    @AfterEach
    void stop() throws Exception {
        program.close();
        server.close();
    }

    /** Asks for many files at a Defender that takes so long, and comes back when it has been asked for all. */
    private void ask(Duration slow) throws Exception {
        server.simulator().faults().always(Fault.slow(slow));
        Asker asker = new Asker(program);
        for (int i = 0; i < QUESTIONS; i++) {
            String hash = SimulatedFiles.numbered(i);
            asked.put(hash, asker.asking(Map.of("hash", hash, "limit", 200)));
        }
        for (int i = 0; i < 300 && server.simulator().calls().count(CallKind.MACHINES_OF_FILE) < QUESTIONS; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(server.simulator().calls().count(CallKind.MACHINES_OF_FILE)).isEqualTo(QUESTIONS);
    }

    private void awaitNotReady() throws Exception {
        for (int i = 0; i < 100 && program.readiness() == 200; i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(program.readiness()).isEqualTo(503);
    }

    @Test
    void readinessGoesDownFirstAndNothingIsLost() throws Exception {
        ask(Duration.ofSeconds(4));

        program.signal("TERM");
        awaitNotReady();
        String late = SimulatedFiles.numbered(QUESTIONS);
        asked.put(late, new Asker(program).asking(Map.of("hash", late, "limit", 200)));

        Verdicts verdicts = new Verdicts(server.simulator().tenant());
        for (Map.Entry<String, CompletableFuture<Reply>> one : asked.entrySet()) {
            verdicts.judge(one.getKey(), one.getValue().get(30, TimeUnit.SECONDS));
        }
        assertThat(verdicts.wrong()).isEmpty();
        assertThat(verdicts.kinds()).containsOnly(Map.entry("answered", QUESTIONS + 1));
        assertThat(program.awaitEnd(Duration.ofSeconds(15))).isIn(0, 143);
        assertThat(program.readiness()).as("nobody listens any more").isZero();
    }

    /** A sweep would take longer than there is: it ends with what it has, and says what is left. */
    @Test
    void aSweepEndsWithWhatItHas() throws Exception {
        server.simulator().faults().always(Fault.slow(Duration.ofMillis(900)));
        List<String> hashes =
                IntStream.range(0, 60).mapToObj(SimulatedFiles::numbered).toList();
        CompletableFuture<Reply> sweep =
                new Asker(program).calling("sweep_file_hashes", Map.of("hashes", String.join(" ", hashes)));
        for (int i = 0; i < 300 && server.simulator().calls().count(CallKind.MACHINES_OF_FILE) < 12; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }

        program.signal("TERM");

        JsonPath report = JsonPath.from(sweep.get(30, TimeUnit.SECONDS).body()).setRootPath("result.structuredContent");
        List<String> answered = report.getList("files.hash");
        List<String> unfinished = report.getList("unfinished");
        assertThat(answered).isNotEmpty();
        assertThat(unfinished).isNotEmpty();
        assertThat(report.getString("unfinished_reason")).contains("being stopped");
        assertThat(Stream.concat(answered.stream(), unfinished.stream())).containsExactlyInAnyOrderElementsOf(hashes);
        assertThat(program.awaitEnd(Duration.ofSeconds(15))).isIn(0, 143);
    }

    /** The same for an assistant that has started it, and ends it by a signal. */
    @Test
    void overStandardStreamsTheAnswerUnderWayIsStillGiven() throws Exception {
        server.simulator().faults().always(Fault.slow(Duration.ofMillis(1_500)));
        try (StdioProgram own = StdioProgram.start(server, Map.of())) {
            own.initialize("2025-11-25");
            own.askMachines("under way", SimulatedFiles.SEVERAL_MACHINES);
            awaitCalls(1);
            long start = System.nanoTime();

            own.signal("TERM");

            assertThat(own.answer("under way").getJsonObject("result").getBoolean("isError"))
                    .isFalse();
            assertThat(own.exitCode()).isIn(0, 143);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
            assertThat(own.err()).isEmpty();
        }
    }

    /** It does not outlive the patience of those who end it. */
    @Test
    void overStandardStreamsItDoesNotWaitForEver() throws Exception {
        server.simulator().faults().always(Fault.slow(Duration.ofSeconds(40)));
        try (StdioProgram own = StdioProgram.start(server, Map.of())) {
            own.initialize("2025-11-25");
            own.askMachines("under way", SimulatedFiles.SEVERAL_MACHINES);
            awaitCalls(1);
            long start = System.nanoTime();

            own.signal("TERM");

            assertThat(own.exitCode()).isIn(0, 143);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
            assertThat(own.err()).isEmpty();
        }
    }

    private void awaitCalls(long calls) throws InterruptedException {
        for (int i = 0; i < 300 && server.simulator().calls().count(CallKind.MACHINES_OF_FILE) < calls; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(server.simulator().calls().count(CallKind.MACHINES_OF_FILE)).isEqualTo(calls);
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        ask(Duration.ofSeconds(40));
        long start = System.nanoTime();

        program.signal("TERM");

        assertThat(program.awaitEnd(Duration.ofSeconds(20))).isIn(0, 143);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(8));
    }
}
