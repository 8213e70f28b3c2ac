// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.time.Duration;

/** A time as it is told, in whole seconds and rounded up: whoever comes again after so many does not come too soon. */
public final class WholeSeconds {

    private WholeSeconds() {}

    /**
     * The seconds of a time.
     *
     * @param time zero or longer
     * @return 0 only for none at all
     */
    public static long of(Duration time) {
        return (time.toMillis() + 999) / 1_000;
    }

    /**
     * The seconds to wait.
     *
     * @param wait null when waiting is not the remedy
     * @return 1 or more; null for null
     */
    static Long toWait(Duration wait) {
        return wait == null ? null : Long.valueOf(Math.max(1, of(wait)));
    }
}
