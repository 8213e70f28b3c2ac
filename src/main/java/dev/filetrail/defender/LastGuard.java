// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.smallrye.faulttolerance.api.RateLimit;
import io.smallrye.faulttolerance.api.RateLimitType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * The last guard before the network: for each kind of call 100 in any minute and 1,500 in any hour, whatever the budget
 * says. Each pair of methods counts for itself. The numbers here are defaults; {@code application.properties} ties them to
 * {@code filetrail.budget}.
 *
 * <p>The methods call one another on {@code this}: Quarkus intercepts that, as plain CDI would not.
 */
@ApplicationScoped
class LastGuard {

    /**
     * Lets a call through, or refuses it.
     *
     * @param operation what is asked for
     * @param call made if it may be
     * @param <T> what the call comes to
     * @return what the call comes to
     * @throws io.smallrye.faulttolerance.api.RateLimitException when it may not
     */
    <T> T pass(Operation operation, Supplier<T> call) {
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
    <T> T machinesOfFileByMinute(Supplier<T> call) {
        return machinesOfFileByHour(call);
    }

    @RateLimit(value = 1_500, window = 1, windowUnit = ChronoUnit.HOURS, type = RateLimitType.ROLLING)
    <T> T machinesOfFileByHour(Supplier<T> call) {
        return call.get();
    }

    @RateLimit(value = 100, window = 1, windowUnit = ChronoUnit.MINUTES, type = RateLimitType.ROLLING)
    <T> T fileByMinute(Supplier<T> call) {
        return fileByHour(call);
    }

    @RateLimit(value = 1_500, window = 1, windowUnit = ChronoUnit.HOURS, type = RateLimitType.ROLLING)
    <T> T fileByHour(Supplier<T> call) {
        return call.get();
    }

    @RateLimit(value = 100, window = 1, windowUnit = ChronoUnit.MINUTES, type = RateLimitType.ROLLING)
    <T> T fileStatsByMinute(Supplier<T> call) {
        return fileStatsByHour(call);
    }

    @RateLimit(value = 1_500, window = 1, windowUnit = ChronoUnit.HOURS, type = RateLimitType.ROLLING)
    <T> T fileStatsByHour(Supplier<T> call) {
        return call.get();
    }

    @RateLimit(value = 100, window = 1, windowUnit = ChronoUnit.MINUTES, type = RateLimitType.ROLLING)
    <T> T alertsOfFileByMinute(Supplier<T> call) {
        return alertsOfFileByHour(call);
    }

    @RateLimit(value = 1_500, window = 1, windowUnit = ChronoUnit.HOURS, type = RateLimitType.ROLLING)
    <T> T alertsOfFileByHour(Supplier<T> call) {
        return call.get();
    }

    @RateLimit(value = 100, window = 1, windowUnit = ChronoUnit.MINUTES, type = RateLimitType.ROLLING)
    <T> T machineByMinute(Supplier<T> call) {
        return machineByHour(call);
    }

    @RateLimit(value = 1_500, window = 1, windowUnit = ChronoUnit.HOURS, type = RateLimitType.ROLLING)
    <T> T machineByHour(Supplier<T> call) {
        return call.get();
    }

    @RateLimit(value = 100, window = 1, windowUnit = ChronoUnit.MINUTES, type = RateLimitType.ROLLING)
    <T> T logonUsersByMinute(Supplier<T> call) {
        return logonUsersByHour(call);
    }

    @RateLimit(value = 1_500, window = 1, windowUnit = ChronoUnit.HOURS, type = RateLimitType.ROLLING)
    <T> T logonUsersByHour(Supplier<T> call) {
        return call.get();
    }
}
