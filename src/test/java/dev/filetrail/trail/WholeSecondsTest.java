// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds that nobody is told to come again too soon. */
class WholeSecondsTest {

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "1, 1, 1", "1000, 1, 1", "1001, 2, 2", "59999, 60, 60"})
    void roundsUp(long millis, long seconds, long toWait) {
        assertThat(WholeSeconds.of(Duration.ofMillis(millis))).isEqualTo(seconds);
        assertThat(WholeSeconds.toWait(Duration.ofMillis(millis))).isEqualTo(toWait);
    }

    @Test
    void tellsNobodyToWaitInVain() {
        assertThat(WholeSeconds.toWait(null)).isNull();
    }
}
