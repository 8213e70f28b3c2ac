// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.trail.HashSweep.Outlook;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the progress of a sweep looks like. */
class SweepBarTest {

    @Test
    void tellsHowFarItIsAndHowLongItTakes() {
        assertThat(SweepBar.line(500, 2_000, true, outlook(12, 2_820)))
                .isEqualTo("[######..................] 500 of 2000, next call in 12 s, about 47 min left");
        assertThat(SweepBar.line(500, 2_000, false, outlook(0, 7_260))).isEqualTo("500 of 2000, about 2 h 1 min left");
        assertThat(SweepBar.line(0, 3, true, outlook(0, 0))).isEqualTo("[........................] 0 of 3");
        assertThat(SweepBar.line(3, 3, true, outlook(60, 60))).isEqualTo("[########################] 3 of 3");
    }

    private static Outlook outlook(long first, long last) {
        return new Outlook(Duration.ofSeconds(first), Duration.ofSeconds(last));
    }
}
