// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Calls to Defender in numbers: how many of each kind came to what, how long they took, and whether Defender is left alone. */
@Singleton
class CallMeters {

    /** What the circuit breaker before Defender is called. */
    static final String BREAKER = "defender";

    private static final Duration[] TOOK = {
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry meters;
    private final Map<Ended, Counter> ended = new ConcurrentHashMap<>();
    private final Map<Operation, Timer> took = new ConcurrentHashMap<>();

    /**
     * @param meters where the numbers go
     * @param breakers tells of the circuit breaker
     */
    CallMeters(MeterRegistry meters, CircuitBreakerMaintenance breakers) {
        this.meters = meters;
        for (CircuitBreakerState state : CircuitBreakerState.values()) {
            Gauge.builder("filetrail.breaker", breakers, all -> all.currentState(BREAKER) == state ? 1 : 0)
                    .description("1 for the state that the circuit breaker before Defender is in")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(meters);
        }
        for (Operation operation : Operation.values()) {
            // A counter that begins with its first 429 would have no rise that an alert could see.
            ended.computeIfAbsent(new Ended(operation, "429"), this::counter);
        }
    }

    private record Ended(Operation operation, String status) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Ended that && operation == that.operation && status.equals(that.status);
        }

        @Override
        public int hashCode() {
            return 31 * operation.hashCode() + status.hashCode();
        }
    }

    /**
     * A call is over.
     *
     * @param operation what was asked for
     * @param attempt what became of it
     */
    void ended(Operation operation, Attempt attempt) {
        if (attempt.isMade()) {
            ended.computeIfAbsent(new Ended(operation, attempt.status()), this::counter)
                    .increment();
            took.computeIfAbsent(operation, this::timer).record(attempt.nanos(), TimeUnit.NANOSECONDS);
        }
    }

    private Counter counter(Ended one) {
        return Counter.builder("filetrail.calls")
                .description("Calls to Defender, by kind and status; every attempt is one")
                .tags("call", one.operation().label(), "status", one.status())
                .register(meters);
    }

    private Timer timer(Operation operation) {
        return Timer.builder("filetrail.call")
                .description("From the first byte sent to Defender to the last byte read")
                .tag("call", operation.label())
                .serviceLevelObjectives(TOOK)
                .register(meters);
    }
}
