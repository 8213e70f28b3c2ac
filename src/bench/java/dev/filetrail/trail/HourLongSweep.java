// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.SimulatedTime;
import dev.filetrail.budget.SomeBudget;
import dev.filetrail.defender.SomeSetup;
import dev.filetrail.defender.StrictDefender;
import dev.filetrail.tracing.Untraced;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A sweep that goes on for more than an hour, in simulated time, over a Defender that counts every call and refuses those beyond its limits. */
public final class HourLongSweep {

    private static final int HASHES = 2_000;
    private static final int PER_HOUR = 1_500;
    private static final Duration SLOWEST_CALL = Duration.ofMillis(1_500);

    private HourLongSweep() {}

    /**
     * What came of it.
     *
     * @param share of the hour's allowance that the sweep used in its first hour, 0 to 1
     * @param refused how many calls Defender refused (429)
     * @param answered how many hashes were answered
     * @param took until the last one
     */
    public record Outcome(double share, int refused, int answered, Duration took) {}

    /** @return what came of it */
    public static Outcome run() {
        try (SimulatedTime time = new SimulatedTime()) {
            time.begin();
            StrictDefender defender = new StrictDefender(time, 7).slowest(SLOWEST_CALL);
            AtomicReference<SweepReport> report = new AtomicReference<>();
            sweep(time, defender)
                    .sweep(SweepOrder.of(hashes(), Asking.at("bench"), null, SweepWatch.NONE))
                    .subscribe()
                    .with(report::set);
            long start = time.nanos();
            long hour = start + Duration.ofHours(1).toNanos();
            time.passUntil(() -> time.nanos() >= hour, Duration.ofHours(2));
            int inTheFirstHour = defender.calls();
            time.passUntil(() -> report.get() != null, Duration.ofHours(3));
            return new Outcome(
                    (double) inTheFirstHour / PER_HOUR,
                    defender.refused(),
                    report.get().files().size(),
                    Duration.ofNanos(time.nanos() - start));
        }
    }

    private static HashSweep sweep(SimulatedTime time, StrictDefender defender) {
        // As `filetrail machines --from FILE` has it: nobody else waits, so nothing is left to others.
        CallBudget budget = SomeBudget.of(new SomeBudget(100, PER_HOUR, 0), time);
        TrailConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .withMapping(TrailConfig.class)
                .build()
                .getConfigMapping(TrailConfig.class);
        SomeSetup setup = new SomeSetup();
        Answers answers = new Answers(defender, setup, budget, AnswerStore.NONE, config, Clock.systemUTC(), time);
        return new HashSweep(
                answers,
                new Sha1Lookup(
                        defender,
                        setup,
                        budget,
                        new KnownFiles(defender, setup, budget, config, Clock.systemUTC(), time),
                        time),
                setup,
                budget,
                config,
                time,
                new QuestionLog(
                        new Unwritten(),
                        time,
                        new RecentHashes(),
                        new QuestionMeters(new SimpleMeterRegistry()),
                        Untraced.tracer()));
    }

    private static HashList hashes() {
        return HashList.read(IntStream.range(0, HASHES)
                .mapToObj(i -> "0".repeat(35) + Integer.toHexString(0x10000 | i))
                .collect(Collectors.joining("\n")));
    }
}
