// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import dev.filetrail.simulator.SimulatorServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of questions from many clients at once, through the packaged program, while everything fails that can: no answer
 * is ever wrong, none is lost, no call is made that should not be, and afterwards nothing is left behind.
 */
@Tag("long")
class FaultStormIT {

    private static final Logger LOG = Logger.getLogger(FaultStormIT.class);

    private static final int CLIENTS = 40;
    private static final int FILES = 300;
    private static final int CALLS_PER_MINUTE = 2_000;
    private static final long USUAL_SEED = 20_260_301;

    private final JumpingClock clock = new JumpingClock();
    private SimulatorServer server;
    private Simulator defender;
    private ServingProgram program;
    private Asker asker;
    private FaultMix mix;
    private Verdicts verdicts;
    private SplittableRandom seeds;

    /** The seed of {@code -Dfaults.seed}, {@code random} for one that never was; otherwise always the same. */
    static LongStream seeds() {
        String given = System.getProperty("faults.seed", String.valueOf(USUAL_SEED));
        return LongStream.of(given.equals("random") ? new SplittableRandom().nextLong() : Long.parseLong(given));
    }

    @ParameterizedTest(name = "-Dfaults.seed={0}")
    @MethodSource("seeds")
    void nothingIsWrongLostOrLeftBehind(long seed) throws Exception {
        seeds = new SplittableRandom(seed);
        mix = new FaultMix(seed);
        Map<String, String> settings = Map.of(
                "filetrail.budget.per-minute", String.valueOf(CALLS_PER_MINUTE),
                "filetrail.budget.per-hour", "100000",
                "filetrail.remember", "2s",
                "filetrail.remember-empty", "1s",
                "filetrail.remember-megabytes", "4",
                "filetrail.defender.timeout-seconds", "10",
                "quarkus.rest-client.defender.read-timeout", "1500");
        try (SimulatorServer started = SimulatorServer.start(clock);
                ServingProgram running = ServingProgram.start(started, settings)) {
            server = started;
            defender = server.simulator();
            program = running;
            // One for all: it keeps its connections, and those are counted.
            asker = new Asker(program);
            verdicts = new Verdicts(defender.tenant());
            defender.quotas().limits(CALLS_PER_MINUTE, 100_000);
            defender.faults().chosenBy(mix::ofCall);
            defender.signIn().faults().chosenBy(mix::ofSignIn);

            ask(600);
            Footprint before = settled(null);
            mix.storm(true);
            ask(400);
            mix.storm(false);
            outage();
            LOG.info("after outage: " + verdicts.kinds());
            trouble();
            LOG.info("after trouble: " + verdicts.kinds());
            Footprint middle = settled(before);
            mix.storm(true);
            ask(400);
            mix.storm(false);
            quiet();
            LOG.info("after quiet: " + verdicts.kinds());
            Footprint after = settled(before);

            LOG.infof("seed %d: %s", seed, verdicts.kinds());
            LOG.infof("seed %d: %d calls, %s", seed, mix.calls(), mix.chosen());
            LOG.infof("seed %d: before %s, middle %s, after %s", seed, before, middle, after);
            assertThat(verdicts.wrong()).isEmpty();
            assertThat(verdicts.answered()).isGreaterThan(800);
            assertCallsWereRight();
            assertThat(after.isNoMoreThan(before))
                    .as("before %s, after %s", before, after)
                    .isTrue();
            assertThat(after.askers()).isLessThanOrEqualTo(CLIENTS + 5);
            assertThat(after.kilobytes()).isLessThan(middle.kilobytes() + 16_384);
            assertThat(program.log()).doesNotContain("simulated-secret", "eyJ", "Bearer ");
        }
    }

    /** Every client asks in turn until all have asked so many together; one in ten gives up. */
    private void ask(int questions) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(questions);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            SplittableRandom random = seeds.split();
            clients.execute(() -> {
                while (left.getAndDecrement() > 0) {
                    askOne(random);
                }
            });
        }
        clients.shutdown();
        boolean allAnswered = clients.awaitTermination(5, TimeUnit.MINUTES);
        clients.shutdownNow();
        assertThat(allAnswered).as("none hangs").isTrue();
    }

    private void askOne(SplittableRandom random) {
        // One in fifty asks for what nobody has.
        String hash = random.nextInt(50) == 0 ? Question.newHash() : SimulatedFiles.numbered(random.nextInt(FILES));
        try {
            // People and assistants think before they ask again.
            TimeUnit.MILLISECONDS.sleep(random.nextInt(600));
            if (random.nextInt(10) == 0) {
                asker.askAndGiveUp(hash, Duration.ofMillis(random.nextInt(300)));
                verdicts.gaveUp();
            } else {
                verdicts.judge(hash, asker.ask(hash));
            }
        } catch (IOException | InterruptedException e) {
            verdicts.lost(hash, e);
        }
    }

    /** Defender fails for everybody: the breaker opens, and closes when Defender is back. */
    private void outage() throws Exception {
        defender.faults().always(Fault.status(503, "ServiceUnavailable", "Down"));
        boolean rests = false;
        for (int i = 0; i < 60 && !rests; i++) {
            ask(CLIENTS);
            rests = verdicts.kinds().keySet().stream().anyMatch(kind -> kind.contains("leaves it alone"));
        }
        assertThat(rests).as("the breaker opens: %s", verdicts.kinds()).isTrue();
        defender.faults().chosenBy(mix::ofCall);
        awaitAnswer();
    }

    /** Someone who has never asked before gets an answer, within half a minute. */
    private void awaitAnswer() throws Exception {
        Reply reply = null;
        for (int i = 0; i < 60; i++) {
            reply = asker.ask(Question.newHash());
            if (reply.isAnswer()) {
                return;
            }
            assertThat(reply.isHonestError()).as(reply.body()).isTrue();
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new AssertionError("no answer half a minute after: " + reply);
    }

    /** Tokens are revoked, end early or can't be had, while the clock of the tenant jumps by hours and years. */
    private void trouble() throws Exception {
        // The tenant's own count of calls can't survive that; the one of the mix has a clock of its own.
        defender.quotas().limits(100_000, 100_000);
        mix.storm(true);
        for (Duration off : new Duration[] {
            Duration.ofHours(2), Duration.ofHours(-2), Duration.ofDays(400), Duration.ofDays(-4_000), Duration.ZERO
        }) {
            clock.jumpTo(off);
            defender.signIn().lifetimeSeconds(off.isNegative() ? 35 : 5);
            ask(80);
            defender.signIn().revokeAll();
            ask(80);
        }
        mix.storm(false);
        defender.signIn().faults().always(Fault.empty(503));
        defender.signIn().revokeAll();
        ask(120);
        defender.signIn().reset();
        defender.signIn().faults().chosenBy(mix::ofSignIn);
        defender.quotas().reset();
        defender.quotas().limits(CALLS_PER_MINUTE, 100_000);
        awaitAnswer();
    }

    /** A minute after the last call the whole budget is there again, and every file is answered. */
    private void quiet() throws Exception {
        TimeUnit.SECONDS.sleep(61);
        Reply reply = asker.ask(Question.newHash());
        assertThat(reply.leftThisMinute()).as(reply.body()).isEqualTo(CALLS_PER_MINUTE - 1);
        int answeredBefore = verdicts.answered();
        for (int i = 0; i < FILES; i++) {
            String hash = SimulatedFiles.numbered(i);
            verdicts.judge(hash, asker.ask(hash));
        }
        assertThat(verdicts.answered()).isEqualTo(answeredBefore + FILES);
    }

    /** What it takes when it has come to rest; that is, no more than before, or whatever it takes after half a minute and more. */
    private Footprint settled(Footprint before) throws Exception {
        Footprint now = null;
        for (int i = 0; i < 20; i++) {
            TimeUnit.SECONDS.sleep(2);
            Footprint last = now;
            now = Footprint.of(program);
            boolean asBefore = before != null && now.isNoMoreThan(before);
            boolean still =
                    before == null && last != null && last.files() == now.files() && last.threads() == now.threads();
            if (asBefore || still) {
                return now;
            }
        }
        return now;
    }

    private void assertCallsWereRight() {
        assertThat(mix.mostInAMinute()).isLessThanOrEqualTo(CALLS_PER_MINUTE);
        long refused = defender.calls().all().stream()
                .filter(call -> call.kind() == CallKind.MACHINES_OF_FILE && call.status() == 429)
                .count();
        assertThat(refused)
                .as("a 429 that nobody ordered is one that FileTrail ran into")
                .isLessThanOrEqualTo(mix.throttled());
        assertThat(mix.callsDuringPauses(Duration.ofMillis(500))).isEmpty();
    }
}
