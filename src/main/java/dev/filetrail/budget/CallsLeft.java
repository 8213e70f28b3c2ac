// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import java.time.Duration;

/**
 * What one kind of call may still cost.
 *
 * @param perMinute calls allowed in any 60 seconds
 * @param thisMinute calls left in the 60 seconds that end now
 * @param perHour calls allowed in any 3,600 seconds
 * @param thisHour calls left in the 3,600 seconds that end now
 * @param untilNext until the next call may start, zero when it may at once
 * @param sharing whose numbers they are
 */
public record CallsLeft(int perMinute, int thisMinute, int perHour, int thisHour, Duration untilNext, Sharing sharing) {

    /** Whose numbers they are. */
    public enum Sharing {
        /** This process is alone. */
        ALONE,
        /** All replicas'. */
        SHARED,
        /** This process's share, since the store that replicas share can't be reached. */
        STORE_LOST
    }
}
