// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The system's clock, until it is set: then it goes on from there. */
final class JumpingClock extends Clock {

    private final Clock system = Clock.systemUTC();
    private volatile Duration off = Duration.ZERO;

    /** Sets it fast, or slow when negative; zero sets it right again. */
    void jumpTo(Duration howFarOff) {
        off = howFarOff;
    }

    @Override
    public Instant instant() {
        return system.instant().plus(off);
    }

    @Override
    public ZoneId getZone() {
        return system.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("it shows UTC only");
    }
}
