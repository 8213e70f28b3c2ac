// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.filetrail.budget.BudgetConfig;
import dev.filetrail.defender.DefenderConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what may be set for budget and memory, and that the sentence names the property. */
class StartCheckTest {

    @Test
    void findsNothingWrongWithTheDefaults() {
        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "filetrail.budget.per-minute, 0",
        "filetrail.budget.per-hour, -1",
        "filetrail.budget.patience, 61s",
        "filetrail.budget.patience, -1s",
        "filetrail.budget.sweep-leaves, 0.95",
        "filetrail.budget.sweep-leaves, -0.1",
        "filetrail.budget.share-without-store, 0",
        "filetrail.budget.share-without-store, 1.1",
        "filetrail.defender.timeout-seconds, 0",
        "filetrail.defender.timeout-seconds, -1",
        "filetrail.defender.patience, -1s",
        "filetrail.remember, -1s",
        "filetrail.remember-empty, -1s",
        "filetrail.remember-stale, -1s",
        "filetrail.remember-megabytes, -1",
        "filetrail.sweep-time, 0s"
    })
    void namesWhatCannotWork(String property, String value) {
        assertThatThrownBy(() -> check(Map.of(property, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(property + " must be ")
                .hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "filetrail.defender.timeout-seconds, 1",
        "filetrail.defender.timeout-seconds, 80",
        "filetrail.budget.patience, 0s",
        "filetrail.budget.sweep-leaves, 0",
        "filetrail.budget.share-without-store, 1",
        "filetrail.remember, 0s",
        "filetrail.remember-megabytes, 0"
    })
    void takesTheEnds(String property, String value) {
        assertThatCode(() -> check(Map.of(property, value))).doesNotThrowAnyException();
    }

    @Test
    void letsNoCallTakeLongerThanReplicasCountIt() {
        String timeout = "filetrail.defender.timeout-seconds";
        String store = "filetrail.budget.store";

        assertThatCode(() -> check(Map.of(store, "redis://store", timeout, "55")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(Map.of(store, "redis://store", timeout, "56")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(timeout + " must be at most 55 where " + store + " is set");
    }

    private static void check(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withConverter(java.time.Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .withMapping(BudgetConfig.class)
                .withMapping(DefenderConfig.class)
                .withMapping(TrailConfig.class)
                .withMappingIgnore("filetrail.**")
                .withCustomizers(new NumbersCheck())
                .build();
        StartCheck.check(config.getConfigMapping(DefenderConfig.class), config.getConfigMapping(BudgetConfig.class));
    }
}
