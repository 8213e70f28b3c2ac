// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.time.Duration;

/** What is configured unless somebody says otherwise. */
final class Usual implements TrailConfig {

    @Override
    public Duration remember() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Duration rememberEmpty() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Duration rememberStale() {
        return Duration.ofHours(1);
    }

    @Override
    public int rememberMegabytes() {
        return 8;
    }

    @Override
    public Duration sweepTime() {
        return Duration.ofSeconds(45);
    }
}
