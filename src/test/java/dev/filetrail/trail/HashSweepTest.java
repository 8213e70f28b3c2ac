// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.SimulatedTime;
import dev.filetrail.budget.SomeBudget;
import dev.filetrail.defender.DefenderException.Kind;
import dev.filetrail.defender.SomeSetup;
import dev.filetrail.defender.StrictDefender;
import dev.filetrail.tracing.Untraced;
import dev.filetrail.trail.SweepReport.FailedHash;
import dev.filetrail.trail.SweepReport.SharedMachine;
import dev.filetrail.trail.SweepReport.SweptFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps in simulated time against a Defender that counts every call and refuses those beyond its limits. */
class HashSweepTest {

    private static final Duration USUAL = Duration.ofSeconds(45);

    @RegisterExtension
    final SimulatedTime time = new SimulatedTime();

    private final StrictDefender defender = new StrictDefender(time, 7);
    private AnswerStore store = AnswerStore.NONE;
    private CallBudget budget;
    private HashSweep sweep;

    @BeforeEach
    void start() {
        programStarts(0.2);
    }

    private void programStarts(double leaves) {
        budget = SomeBudget.of(new SomeBudget(100, 1_500, leaves), time);
        SomeSetup setup = new SomeSetup();
        Answers answers = new Answers(defender, setup, budget, store, new Usual(), Clock.systemUTC(), time);
        sweep = new HashSweep(
                answers,
                new Sha1Lookup(
                        defender,
                        setup,
                        budget,
                        new KnownFiles(defender, setup, budget, new Usual(), Clock.systemUTC(), time),
                        time),
                setup,
                budget,
                new Usual(),
                time,
                new QuestionLog(
                        new Unwritten(),
                        time,
                        new RecentHashes(),
                        new QuestionMeters(new SimpleMeterRegistry()),
                        Untraced.tracer()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 100, 1_500, 5_000})
    void usesTheWholeAllowanceAndRunsIntoNo429(long slowestMillis) {
        programStarts(0);
        defender.slowest(Duration.ofMillis(slowestMillis));
        long start = time.nanos();

        SweepReport report = swept(hashes(0, 2_000), null, SweepWatch.NONE);

        assertThat(report.files()).hasSize(2_000);
        assertThat(report.unfinished()).isEmpty();
        assertThat(defender.refused()).isZero();
        assertThat(defender.askedFor()).hasSize(2_000).allSatisfy((hash, times) -> assertThat(times)
                .isOne());
        Duration took = Duration.ofNanos(time.nanos() - start);
        assertThat(2_000.0 / mostCallsIn(took))
                .as("share of what " + took + " allow")
                .isGreaterThanOrEqualTo(0.99);
    }

    /** What somebody with no latency at all could call: a hundred at the start of each minute, 1,500 in each hour. */
    private static double mostCallsIn(Duration took) {
        long hours = took.toHours();
        long minutes = took.minusHours(hours).toMinutes();
        return hours * 1_500 + Math.min(1_500, (minutes + 1) * 100);
    }

    @Test
    void leavesAShareToSingleQuestionsAndTellsWhenToAskForTheRest() {
        SweepReport report = swept(hashes(0, 100), USUAL, SweepWatch.NONE);

        assertThat(report.files()).hasSize(80);
        assertThat(report.files().stream().map(SweptFile::hash)).containsExactlyElementsOf(hashes(0, 80));
        assertThat(report.unfinished()).containsExactlyElementsOf(hashes(80, 100));
        assertThat(report.unfinishedReason()).contains("allowance");
        assertThat(report.retryAfterSeconds()).isBetween(45L, 61L);
        assertThat(time.nanos()).isLessThan(Duration.ofSeconds(30).toNanos());

        pass(Duration.ofSeconds(report.retryAfterSeconds()));
        SweepReport rest = swept(report.unfinished(), USUAL, SweepWatch.NONE);

        assertThat(rest.files()).hasSize(20);
        assertThat(rest.unfinished()).isEmpty();
        assertThat(rest.retryAfterSeconds()).isNull();
        assertThat(defender.calls()).isEqualTo(100);
        assertThat(defender.askedFor()).hasSize(100);
    }

    @Test
    void tellsWhenAllOfTheRestCanBeLookedUpToo() {
        swept(sha256s(0, 80, "000000000000000000000000"), USUAL, SweepWatch.NONE);
        List<String> known = sha256s(80, 90, "0123456789abcdef01234567");

        SweepReport report = swept(known, USUAL, SweepWatch.NONE);

        assertThat(report.unfinished()).isEqualTo(known);
        assertThat(report.retryAfterSeconds()).isBetween(45L, 61L);

        pass(Duration.ofSeconds(report.retryAfterSeconds()));
        assertThat(swept(known, USUAL, SweepWatch.NONE).files()).hasSize(10);
    }

    @Test
    void givesRememberedAnswersAlsoWhenNoCallIsLeft() {
        swept(hashes(10, 20), USUAL, SweepWatch.NONE);
        swept(hashes(100, 170), USUAL, SweepWatch.NONE);

        SweepReport report = swept(hashes(0, 20), USUAL, SweepWatch.NONE);

        assertThat(report.files().stream().filter(SweptFile::remembered).map(SweptFile::hash))
                .containsExactlyElementsOf(hashes(10, 20));
        assertThat(report.unfinished()).containsExactlyElementsOf(hashes(0, 10));
    }

    @ParameterizedTest
    @CsvSource({"2000, true", "2001, false"})
    void holdsNobodyUpWithALargeRememberedAnswer(int machines, boolean takenHere) {
        store = storeOf(machines);
        programStarts(0.2);
        List<Thread> taking = new ArrayList<>();
        SweepWatch watch = new SweepWatch() {
            @Override
            public void progressed(int done, int of) {}

            @Override
            public void answered(SweptAnswer answer) {
                taking.add(Thread.currentThread());
            }
        };

        SweepReport report = swept(hashes(0, 2), USUAL, watch);

        assertThat(report.files()).extracting(SweptFile::machines).containsExactly(machines, machines);
        assertThat(report.machinesWithSeveral()).hasSize(50);
        assertThat(report.moreMachinesWithSeveral()).isEqualTo(machines - 50);
        assertThat(taking).hasSize(2).allMatch(thread -> (thread == Thread.currentThread()) == takenHere);
        assertThat(defender.calls()).isZero();
    }

    /** Another replica has asked for every file, and found so many machines. */
    private AnswerStore storeOf(int machines) {
        MachineTable table = SomeMachine.tableOf(machines);
        return new AnswerStore() {
            @Override
            public Uni<Optional<Answer>> latest(Perspective perspective, FileHash hash) {
                return Uni.createFrom()
                        .item(Optional.of(new Answer(perspective, hash, table, Instant.EPOCH, time.nanos())));
            }

            @Override
            public Uni<Optional<Answer>> of(Perspective perspective, FileHash hash, Instant fetchedAt) {
                return latest(perspective, hash);
            }

            @Override
            public void keep(Answer answer) {}
        };
    }

    @Test
    void stopsAtTheEndOfItsTimeWithWhatItHas() {
        defender.slowest(Duration.ofSeconds(40));
        SweepReport report = swept(hashes(0, 60), USUAL, SweepWatch.NONE);

        assertThat(Duration.ofNanos(time.nanos())).isBetween(USUAL, USUAL.plusSeconds(11));
        assertThat(report.files()).isNotEmpty();
        assertThat(report.files().size() + report.unfinished().size()).isEqualTo(60);
        assertThat(report.unfinishedReason()).contains("time");
        assertThat(report.retryAfterSeconds()).isPositive();
    }

    @Test
    void countsTheTwoHashesOfOneFileOnce() {
        String sha1 = hashes(5, 6).get(0);
        String sha256 = sha1 + "0123456789abcdef01234567";
        String other = hashes(6, 7).get(0) + "0123456789abcdef01234567";
        String unknown = hashes(7, 8).get(0) + "000000000000000000000000";

        SweepReport report = swept(List.of(sha256, other, unknown, sha1, sha1), USUAL, SweepWatch.NONE);

        assertThat(report.hashesGiven()).isEqualTo(5);
        assertThat(report.duplicatesRemoved()).isEqualTo(2);
        assertThat(report.files()).hasSize(2);
        assertThat(report.files().get(0).hash()).isEqualTo(sha1);
        assertThat(report.files().get(0).resolvedFrom()).isEqualTo(sha256);
        assertThat(report.files().get(1).resolvedFrom()).isEqualTo(other);
        assertThat(report.failed())
                .extracting(FailedHash::hash, FailedHash::outcome)
                .containsExactly(org.assertj.core.api.Assertions.tuple(unknown, "unknown_sha256"));
        assertThat(defender.askedFor().get(sha1)).isOne();
    }

    @Test
    void findsTheMachinesThatHoldSeveral() {
        // The last digit says how many machines there are: m0, m1 …
        List<String> files = List.of("a".repeat(39) + "3", "b".repeat(39) + "2", "c".repeat(39) + "0");

        SweepReport report = swept(files, USUAL, SweepWatch.NONE);

        assertThat(report.machinesWithSeveral()).extracting(SharedMachine::id).containsExactly("m0", "m1");
        assertThat(report.machinesWithSeveral().get(0).files()).containsExactly(files.get(0), files.get(1));
        assertThat(report.machinesWithSeveral().get(0).link()).isEqualTo("https://portal.example/machines/m0");
        assertThat(report.machinesWithSeveralComplete()).isTrue();
        assertThat(report.files().get(0).worstRisk()).isEqualTo("High");
        assertThat(report.files().get(2).worstRisk()).isNull();
    }

    @Test
    void doesNotBurnTheBudgetOnAllWhenDefenderForbids() {
        defender.failFrom(1, Kind.FORBIDDEN, false);

        SweepReport report = swept(hashes(0, 90), USUAL, SweepWatch.NONE);

        assertThat(defender.calls()).isLessThanOrEqualTo(8);
        assertThat(report.unfinished()).hasSize(90);
        assertThat(report.unfinishedReason()).contains("FORBIDDEN", "Mend it.");
        assertThat(report.retryAfterSeconds()).isNull();
    }

    @Test
    void doesNotBurnTheBudgetOnAllWhenDefenderIsDown() {
        defender.failFrom(21, Kind.SERVICE_FAILED, true);

        SweepReport report = swept(hashes(0, 90), USUAL, SweepWatch.NONE);

        assertThat(defender.calls()).isLessThan(40);
        assertThat(report.files()).hasSizeGreaterThanOrEqualTo(13);
        assertThat(report.files().size() + report.unfinished().size()).isEqualTo(90);
        assertThat(report.retryAfterSeconds()).isEqualTo(30);
    }

    @Test
    void asksNoMoreForSha256WhenThatIsForbiddenButGoesOnWithSha1() {
        List<String> all = new ArrayList<>();
        hashes(0, 30).forEach(hash -> {
            all.add(hash + "0123456789abcdef01234567");
            all.add(hash.replaceFirst("^..", "ff"));
        });
        StrictDefender forbidding = defender.forbidLookups();

        SweepReport report = swept(all, USUAL, SweepWatch.NONE);

        assertThat(report.files()).hasSize(30);
        assertThat(report.failed()).hasSize(30).allMatch(failed -> failed.outcome()
                .equals("forbidden"));
        assertThat(forbidding.calls()).isLessThan(30 + 9);
    }

    @Test
    void waitsInATerminalForDefenderToComeBack() {
        defender.failFrom(21, Kind.UNREACHABLE, true).failFrom(60, null, false);

        SweepReport report = swept(hashes(0, 90), null, SweepWatch.NONE);

        assertThat(report.files()).hasSize(90);
        assertThat(report.failed()).isEmpty();
    }

    @Test
    void leavesATerminalWithTheRestWhenDefenderStaysAway() {
        defender.failFrom(21, Kind.UNREACHABLE, true);

        SweepReport report = swept(hashes(0, 90), null, SweepWatch.NONE);

        assertThat(report.files().size() + report.unfinished().size()).isEqualTo(90);
        assertThat(Duration.ofNanos(time.nanos())).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(12));
    }

    @Test
    void endsAtOnceWhenNobodyWaitsForItAnyMore() {
        AtomicReference<SweepReport> report = new AtomicReference<>();
        int[] done = {0};
        Cancellable asker = sweep.sweep(
                        SweepOrder.of(list(hashes(0, 90)), Asking.at("test"), USUAL, (n, of) -> done[0] = n))
                .subscribe()
                .with(report::set);
        time.passUntil(() -> done[0] >= 20, USUAL);
        asker.cancel();
        int calls = defender.calls();
        pass(Duration.ofMinutes(1));

        assertThat(report.get()).isNull();
        assertThat(defender.calls()).isLessThanOrEqualTo(calls + 8);
        assertThat(budget.waiting(dev.filetrail.budget.CallKind.MACHINES_OF_FILE))
                .isZero();
    }

    @Test
    void endsEarlyWithWhatItHasWhenTheProgramEnds() {
        AtomicReference<SweepReport> report = new AtomicReference<>();
        int[] done = {0};
        sweep.sweep(SweepOrder.of(list(hashes(0, 90)), Asking.at("test"), null, (n, of) -> done[0] = n))
                .subscribe()
                .with(report::set);
        time.passUntil(() -> done[0] >= 20, USUAL);
        sweep.stopped(null);
        time.passUntil(() -> report.get() != null, Duration.ofSeconds(3));

        assertThat(report.get().files()).hasSizeBetween(20, 45);
        assertThat(report.get().files().size() + report.get().unfinished().size())
                .isEqualTo(90);
        assertThat(report.get().unfinishedReason()).isEqualTo(HashSweep.SHUTTING_DOWN);
    }

    /** An answer may come at the very moment at which nobody waits for it any more. */
    @Test
    void isNotOverBeforeAllThatIsUnderWayIs() {
        List<String> hashes = hashes(0, 3);
        Map<String, UniEmitter<? super Optional<Answer>>> underWay = new LinkedHashMap<>();
        List<String> over = new ArrayList<>();
        store = new AnswerStore() {
            @Override
            public Uni<Optional<Answer>> latest(Perspective perspective, FileHash hash) {
                return Uni.createFrom()
                        .<Optional<Answer>>emitter(emitter -> underWay.put(hash.hex(), emitter))
                        .onTermination()
                        .invoke(() -> {
                            over.add(hash.hex());
                            if (over.size() == 1) {
                                Answer late = new Answer(
                                        perspective,
                                        new FileHash(hashes.get(1)),
                                        SomeMachine.tableOf(1),
                                        Instant.EPOCH,
                                        time.nanos());
                                underWay.get(hashes.get(1)).complete(Optional.of(late));
                            }
                        });
            }

            @Override
            public Uni<Optional<Answer>> of(Perspective perspective, FileHash hash, Instant fetchedAt) {
                return latest(perspective, hash);
            }

            @Override
            public void keep(Answer answer) {}
        };
        programStarts(0.2);
        AtomicReference<List<String>> overBeforeTheReport = new AtomicReference<>();
        AtomicReference<SweepReport> report = new AtomicReference<>();
        sweep.sweep(SweepOrder.of(list(hashes), Asking.at("test"), USUAL, SweepWatch.NONE))
                .subscribe()
                .with(end -> {
                    overBeforeTheReport.set(List.copyOf(over));
                    report.set(end);
                });
        time.passUntil(() -> report.get() != null, USUAL.plusSeconds(11));

        assertThat(overBeforeTheReport.get()).containsExactlyInAnyOrderElementsOf(hashes);
        assertThat(report.get().files()).extracting(SweptFile::hash).containsExactly(hashes.get(1));
        assertThat(report.get().unfinished()).containsExactly(hashes.get(0), hashes.get(2));
    }

    @Test
    void goesOnWhereAnEarlierRunWasInterruptedAndRunsIntoNo429() {
        List<String> hashes = hashes(0, 300);
        List<SweptAnswer> answered = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        int[] begun = {0};
        programStarts(0);
        SweepWatch journal = new SweepWatch() {
            @Override
            public void progressed(int done, int of) {}

            @Override
            public void answered(SweptAnswer answer) {
                answered.add(answer);
            }

            @Override
            public void callBegins(String kind) {
                begun[0]++;
            }

            @Override
            public void callEnds(String kind, boolean made) {
                ends.add(time.nanos());
            }
        };
        Cancellable asker = sweep.sweep(SweepOrder.of(list(hashes), Asking.at("test"), null, journal))
                .subscribe()
                .with(any -> {});
        time.passUntil(() -> answered.size() == 130, Duration.ofHours(1));
        asker.cancel();
        // Those under way were made, as far as anybody knows.
        while (ends.size() < begun[0]) {
            ends.add(time.nanos());
        }
        pass(Duration.ofSeconds(5));
        int callsBefore = defender.calls();

        programStarts(0);
        sweep.spentBefore(
                "machines_of_file",
                ends.stream().map(end -> Duration.ofNanos(time.nanos() - end)).collect(Collectors.toList()));
        AtomicReference<SweepReport> report = new AtomicReference<>();
        sweep.sweep(new SweepOrder(
                        list(hashes), Asking.at("test"), null, List.copyOf(answered), List.of(), SweepWatch.NONE))
                .subscribe()
                .with(report::set);
        time.passUntil(() -> report.get() != null, Duration.ofHours(1));

        assertThat(report.get().files().stream().map(SweptFile::hash)).containsExactlyElementsOf(hashes);
        assertThat(defender.refused()).isZero();
        assertThat(defender.calls() - callsBefore).isEqualTo(170);
    }

    private void pass(Duration wait) {
        boolean[] over = {false};
        time.after(wait, () -> over[0] = true);
        time.passUntil(() -> over[0], wait.plusSeconds(1));
    }

    private SweepReport swept(List<String> hashes, Duration longest, SweepWatch watch) {
        AtomicReference<SweepReport> report = new AtomicReference<>();
        sweep.sweep(SweepOrder.of(list(hashes), Asking.at("test"), longest, watch))
                .subscribe()
                .with(report::set);
        time.passUntil(() -> report.get() != null, Duration.ofHours(5));
        return report.get();
    }

    private static HashList list(List<String> hashes) {
        return HashList.read(String.join(", ", hashes));
    }

    private static List<String> sha256s(int from, int to, String end) {
        return hashes(from, to).stream().map(hash -> hash + end).toList();
    }

    private static List<String> hashes(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "%038x".formatted(i * 7_919L + 1) + "a2")
                .toList();
    }
}
