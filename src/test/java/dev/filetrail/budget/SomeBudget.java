// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;

/**
 * A configuration for a test, of which only what the test is about is said.
 *
 * @param perMinute as configured
 * @param perHour as configured
 * @param sweepLeaves as configured
 */
public record SomeBudget(int perMinute, int perHour, double sweepLeaves) implements BudgetConfig {

    @Override
    public Duration patience() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Optional<String> store() {
        return Optional.empty();
    }

    @Override
    public double shareWithoutStore() {
        return 0.25;
    }

    /** A budget of this process alone. */
    public static CallBudget of(SomeBudget config, Ticker ticker) {
        return new CallBudget(config, new ProcessLedger(config, ticker), ticker, new SimpleMeterRegistry());
    }
}
