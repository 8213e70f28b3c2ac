// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long calls of one kind are waited for, in numbers. */
final class Waits {

    private static final Duration[] STEPS = {
        Duration.ofMillis(1),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10)
    };

    private final Timer granted;
    private final Timer inVain;

    private Waits(Timer granted, Timer inVain) {
        this.granted = granted;
        this.inVain = inVain;
    }

    /**
     * Those for one kind of call.
     *
     * @param kind of call
     * @param meters where the numbers go
     * @return the same numbers for the same kind
     */
    static Waits of(CallKind kind, MeterRegistry meters) {
        return new Waits(timer(kind, "granted", meters), timer(kind, "refused", meters));
    }

    private static Timer timer(CallKind kind, String outcome, MeterRegistry meters) {
        return Timer.builder("filetrail.wait")
                .description("From wanting a call to having it, or to being told that there is none in time")
                .tags("call", kind.label(), "outcome", outcome)
                .serviceLevelObjectives(STEPS)
                .register(meters);
    }

    /** @param nanos after which the call was granted */
    void granted(long nanos) {
        granted.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** @param nanos after which it was clear that there will be none */
    void inVain(long nanos) {
        inVain.record(nanos, TimeUnit.NANOSECONDS);
    }
}
