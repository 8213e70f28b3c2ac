// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.BudgetConfig;
import dev.filetrail.budget.SharedStore;
import dev.filetrail.defender.DefenderConfig;
import dev.filetrail.defender.DefenderSetup;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Stops the start when what is configured cannot work, instead of failing at the first question. What can be seen of a group of settings
 * alone is looked at by {@link NumbersCheck} when the group is read.
 */
class StartCheck {

    /** An assistant gives a question up after about a minute. */
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);

    /** Some seconds go by before a call is sent. */
    private static final long LONGEST_SHARED_ATTEMPT_SECONDS =
            SharedStore.LONGEST_ATTEMPT.minusSeconds(5).toSeconds();

    void check(
            @Observes StartupEvent start,
            DefenderSetup setup,
            DefenderConfig defender,
            BudgetConfig budget,
            MachineTrail trail) {
        setup.check();
        need(
                setup.isNamed() || !isShared(budget),
                "AZURE_TENANT_ID and AZURE_CLIENT_ID must be set where filetrail.budget.store is: by them replicas know"
                        + " which others are the same program");
        check(defender, budget);
        Infrastructure.getDefaultWorkerPool().execute(trail::prepare);
    }

    /**
     * Looks at the budget's numbers.
     *
     * @throws ConfigurationException a sentence that names the property
     */
    static void check(BudgetConfig budget) {
        need(budget.perMinute() >= 1, "filetrail.budget.per-minute must be 1 or more");
        need(budget.perHour() >= 1, "filetrail.budget.per-hour must be 1 or more");
        need(
                !budget.patience().isNegative() && budget.patience().compareTo(LONGEST_PATIENCE) <= 0,
                "filetrail.budget.patience must be from 0s to 60s");
        need(
                budget.sweepLeaves() >= 0 && budget.sweepLeaves() <= 0.9,
                "filetrail.budget.sweep-leaves must be from 0 to 0.9");
        need(
                budget.shareWithoutStore() > 0 && budget.shareWithoutStore() <= 1,
                "filetrail.budget.share-without-store must be above 0 and at most 1");
    }

    /**
     * Looks at how long a call may take.
     *
     * @throws ConfigurationException a sentence that names the property
     */
    static void check(DefenderConfig config) {
        need(config.defender().timeoutSeconds() >= 1, "filetrail.defender.timeout-seconds must be 1 or more");
        need(!config.defender().patience().isNegative(), "filetrail.defender.patience must be 0s or longer");
    }

    /**
     * Looks at how long a call may take where replicas count each other's.
     *
     * @throws ConfigurationException a sentence that names the property
     */
    static void check(DefenderConfig defender, BudgetConfig budget) {
        need(
                !isShared(budget) || defender.defender().timeoutSeconds() <= LONGEST_SHARED_ATTEMPT_SECONDS,
                "filetrail.defender.timeout-seconds must be at most " + LONGEST_SHARED_ATTEMPT_SECONDS
                        + " where filetrail.budget.store is set: a call of a replica that says no more counts as"
                        + " answered after a minute");
    }

    private static boolean isShared(BudgetConfig budget) {
        return budget.store().filter(text -> !text.isBlank()).isPresent();
    }

    /**
     * Looks at the numbers of memory and sweeps.
     *
     * @throws ConfigurationException a sentence that names the property
     */
    static void check(TrailConfig config) {
        need(!config.remember().isNegative(), "filetrail.remember must be 0s or longer");
        need(!config.rememberEmpty().isNegative(), "filetrail.remember-empty must be 0s or longer");
        need(!config.rememberStale().isNegative(), "filetrail.remember-stale must be 0s or longer");
        need(config.rememberMegabytes() >= 0, "filetrail.remember-megabytes must be 0 or more");
        need(config.sweepTime().compareTo(Duration.ofSeconds(1)) >= 0, "filetrail.sweep-time must be 1s or longer");
    }

    private static void need(boolean fits, String sentence) {
        if (!fits) {
            throw new ConfigurationException(sentence + ".");
        }
    }
}
