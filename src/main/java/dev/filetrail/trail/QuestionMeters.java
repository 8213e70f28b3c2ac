// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Questions in numbers. Doors, questions and outcomes are words of ours: nothing that anybody sends becomes a label, so the
 * count of series is bounded. A meter is looked up once and then kept, since a remembered answer takes microseconds.
 */
@Singleton
class QuestionMeters {

    private static final Duration[] TOOK = {
        Duration.ofMillis(1),
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };
    private static final double[] AGES = {1, 10, 30, 60, 300, 900, 3_600, 86_400};

    private final MeterRegistry meters;
    private final Map<Ended, Counter> ended = new ConcurrentHashMap<>();
    private final Map<String, Timer> took = new ConcurrentHashMap<>();
    private final DistributionSummary fetched;
    private final DistributionSummary remembered;
    private final LongAdder underWay = new LongAdder();

    /** @param meters where the numbers go */
    QuestionMeters(MeterRegistry meters) {
        this.meters = meters;
        this.fetched = age("defender");
        this.remembered = age("memory");
        Gauge.builder("filetrail.questions.in.flight", underWay, LongAdder::sum)
                .description("Questions that are being answered")
                .strongReference(true)
                .register(meters);
    }

    private record Ended(String door, String question, String outcome) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Ended that
                    && door.equals(that.door)
                    && question.equals(that.question)
                    && outcome.equals(that.outcome);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * door.hashCode() + question.hashCode()) + outcome.hashCode();
        }
    }

    private DistributionSummary age(String from) {
        return DistributionSummary.builder("filetrail.answer.age")
                .description("How old the answers about machines were when they were given, by where they were from")
                .baseUnit("seconds")
                .tag("from", from)
                .serviceLevelObjectives(AGES)
                .register(meters);
    }

    /** One more is under way. */
    void begins() {
        underWay.increment();
    }

    /**
     * One has come to its end.
     *
     * @param door where it came in
     * @param question in one word
     * @param outcome in one word
     * @param nanos how long it took
     */
    void ended(String door, String question, String outcome, long nanos) {
        underWay.decrement();
        kept(ended, new Ended(door, question, outcome), this::counter).increment();
        kept(took, question, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * An answer about machines was given.
     *
     * @param ageSeconds how old it was
     * @param fromMemory rather than from Defender
     */
    void given(long ageSeconds, boolean fromMemory) {
        (fromMemory ? remembered : fetched).record(ageSeconds);
    }

    /** Without the lock that {@code computeIfAbsent} may take where there is one already. */
    private static <K, M> M kept(Map<K, M> all, K key, Function<K, M> made) {
        M meter = all.get(key);
        return meter == null ? all.computeIfAbsent(key, made) : meter;
    }

    private Counter counter(Ended one) {
        return Counter.builder("filetrail.questions")
                .description("Questions that came to an end, by door and outcome")
                .tags("door", one.door(), "question", one.question(), "outcome", one.outcome())
                .register(meters);
    }

    private Timer timer(String question) {
        return Timer.builder("filetrail.question")
                .description("From a question to its answer, or to why there is none")
                .tag("question", question)
                .serviceLevelObjectives(TOOK)
                .register(meters);
    }
}
