// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that a duration which nobody can count with is refused by name, and every other one read as Quarkus reads it. */
class BoundedDurationsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999999d",
                "-999999d",
                "3651d",
                "99999999999999999d",
                "9223372036854775807",
                "PT9223372036854775807S"
            })
    void refusesWhatIsTooLongToCountWith(String text) {
        assertThat(WhyNotStarted.sentence(catchThrowable(() -> read(text))))
                .contains("filetrail.some.time is '" + text
                        + "', which can't be taken: Expected a duration of at most 3650d.");
    }

    @ParameterizedTest
    @CsvSource({"3650d, P3650D", "60s, PT60S", "0, PT0S", "-1s, PT-1S", "250ms, PT0.25S", "PT1H, PT1H"})
    void readsAllOthers(String text, Duration duration) {
        assertThat(read(text)).isEqualTo(duration);
    }

    private static Duration read(String text) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withDefaultValues(Map.of("filetrail.some.time", text))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withCustomizers(new BoundedDurations())
                .build()
                .getValue("filetrail.some.time", Duration.class);
    }
}
