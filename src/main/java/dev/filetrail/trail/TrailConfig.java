// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How answers are remembered, and how long a sweep may take, under {@code filetrail}. */
@ConfigMapping(prefix = "filetrail")
public interface TrailConfig {

    /** @return how long an answer serves whoever asks the same again, at the price of no call */
    @WithDefault("60s")
    Duration remember();

    /** @return how long an answer without machines does, if that is less; the file may turn up at any moment */
    @WithDefault("30s")
    Duration rememberEmpty();

    /** @return how old an answer may be that is given, marked as stale, when Defender is down */
    @WithDefault("1h")
    Duration rememberStale();

    /** @return how much memory all remembered answers may take, in MB (1,048,576 bytes), and never more than a quarter of the heap; a hundred thousand machines take about 15 */
    @WithDefault("24")
    int rememberMegabytes();

    /** @return how long a sweep asks on for whoever waits for it; what is not asked by then is listed as unfinished */
    @WithDefault("45s")
    Duration sweepTime();
}
