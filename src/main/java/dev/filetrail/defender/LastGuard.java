// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.smallrye.faulttolerance.api.RateLimit;
import io.smallrye.faulttolerance.api.RateLimitType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * The last guard before the network: for each kind of call 100 in any minute and 1,500 in any hour, whatever the budget
 * says. Each pair of methods counts for itself. The numbers here are defaults; {@code application.properties} ties them to
 * {@code filetrail.budget}.
 *
 * <p>The methods call one another on {@code this}: Quarkus intercepts that, as plain CDI would not.
 */
@Singleton
class LastGuard {

    /**
     * Lets a call through, or refuses it, once somebody subscribes.
     *
     * @param operation what is asked for
     * @param call made if it may be
     * @param <T> what the call comes to
     * @return what the call comes to, or a {@link io.smallrye.faulttolerance.api.RateLimitException} when it may not be made
     */
    <T> Uni<T> pass(Operation operation, Supplier<Uni<T>> call) {
        return switch (operation) {
            case MACHINES_OF_FILE -> machinesOfFileByMinute(call);
            case FILE -> fileByMinute(call);
            case FILE_STATS -> fileStatsByMinute(call);
            case ALERTS_OF_FILE -> alertsOfFileByMinute(call);
            case MACHINE -> machineByMinute(call);
            case LOGON_USERS -> logonUsersByMinute(call);
        };
    }

    @RateLimit(value = 100, window = 1, windowUnit = ChronoUnit.MINUTES, type = RateLimitType.ROLLING)
    <T> Uni<T> machinesOfFileByMinute(Supplier<Uni<T>> call) {
        return machinesOfFileByHour(call);
    }

    @RateLimit(value = 1_500, window = 1, windowUnit = ChronoUnit.HOURS, type = RateLimitType.ROLLING)
    <T> Uni<T> machinesOfFileByHour(Supplier<Uni<T>> call) {
        return call.get();
    }

    @RateLimit(value = 100, window = 1, windowUnit = ChronoUnit.MINUTES, type = RateLimitType.ROLLING)
    <T> Uni<T> fileByMinute(Supplier<Uni<T>> call) {
        return fileByHour(call);
    }

    @RateLimit(value = 1_500, window = 1, windowUnit = ChronoUnit.HOURS, type = RateLimitType.ROLLING)
    <T> Uni<T> fileByHour(Supplier<Uni<T>> call) {
        return call.get();
    }

    @RateLimit(value = 100, window = 1, windowUnit = ChronoUnit.MINUTES, type = RateLimitType.ROLLING)
    <T> Uni<T> fileStatsByMinute(Supplier<Uni<T>> call) {
        return fileStatsByHour(call);
    }

    @RateLimit(value = 1_500, window = 1, windowUnit = ChronoUnit.HOURS, type = RateLimitType.ROLLING)
    <T> Uni<T> fileStatsByHour(Supplier<Uni<T>> call) {
        return call.get();
    }

    @RateLimit(value = 100, window = 1, windowUnit = ChronoUnit.MINUTES, type = RateLimitType.ROLLING)
    <T> Uni<T> alertsOfFileByMinute(Supplier<Uni<T>> call) {
        return alertsOfFileByHour(call);
    }

    @RateLimit(value = 1_500, window = 1, windowUnit = ChronoUnit.HOURS, type = RateLimitType.ROLLING)
    <T> Uni<T> alertsOfFileByHour(Supplier<Uni<T>> call) {
        return call.get();
    }

    @RateLimit(value = 100, window = 1, windowUnit = ChronoUnit.MINUTES, type = RateLimitType.ROLLING)
    <T> Uni<T> machineByMinute(Supplier<Uni<T>> call) {
        return machineByHour(call);
    }

    @RateLimit(value = 1_500, window = 1, windowUnit = ChronoUnit.HOURS, type = RateLimitType.ROLLING)
    <T> Uni<T> machineByHour(Supplier<Uni<T>> call) {
        return call.get();
    }

    @RateLimit(value = 100, window = 1, windowUnit = ChronoUnit.MINUTES, type = RateLimitType.ROLLING)
    <T> Uni<T> logonUsersByMinute(Supplier<Uni<T>> call) {
        return logonUsersByHour(call);
    }

    @RateLimit(value = 1_500, window = 1, windowUnit = ChronoUnit.HOURS, type = RateLimitType.ROLLING)
    <T> Uni<T> logonUsersByHour(Supplier<Uni<T>> call) {
        return call.get();
    }
}
