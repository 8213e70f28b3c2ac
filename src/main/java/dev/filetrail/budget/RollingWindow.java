// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import java.time.Duration;

/**
 * At most so many calls in any stretch of time of a given length. It keeps the moments at which calls were answered, in a
 * ring that grows to the limit at the most; a call that is under way counts as well. Exact, unlike a token bucket or a fixed window, which
 * let twice the limit through at a seam.
 */
final class RollingWindow {

    /** Most programs never come near their limit, and some set one that is out of reach. */
    private static final int FIRST_ROOM = 8;

    private final int limit;
    private final long length;
    private long[] moments;
    private int oldest;
    private int count;

    /**
     * @param limit calls allowed within the window, 1 or more
     * @param length how long the window is
     */
    RollingWindow(int limit, Duration length) {
        if (limit < 1) {
            throw new IllegalArgumentException("a window that allows no call at all is of no use: " + limit);
        }
        this.limit = limit;
        this.moments = new long[Math.min(limit, FIRST_ROOM)];
        this.length = length.toNanos();
    }

    /**
     * How long a call has to wait.
     *
     * @param now nanoseconds on a clock that never goes back
     * @param underWay calls that have begun and are not answered
     * @param kept places to leave free
     * @param before how many others take their places first
     * @return nanoseconds, 0 when it may start now; too few rather than too many when it depends on calls under way
     */
    long untilFree(long now, int underWay, int kept, int before) {
        forgetOld(now);
        int free = Math.max(1, limit - kept) - count - underWay;
        long wait = 0;
        int place = before;
        while (place >= free) {
            // It takes the place of the one that leaves so many places after the first.
            int leaving = place - free;
            if (leaving < count) {
                return wait + moments[(oldest + leaving) % moments.length] + length - now;
            }
            // That one is not even answered yet, or is one of those before, who has to get its own place first.
            wait += length;
            place = leaving - count - underWay;
            if (place < 0) {
                return wait;
            }
        }
        return wait;
    }

    /**
     * Writes down that a call was answered.
     *
     * @param now nanoseconds on the same clock
     */
    void answered(long now) {
        forgetOld(now);
        if (count == moments.length && count < limit) {
            grow();
        }
        if (count == limit) {
            oldest = (oldest + 1) % moments.length;
            count--;
        }
        moments[(oldest + count) % moments.length] = now;
        count++;
    }

    /**
     * How many calls the window still has room for.
     *
     * @param now nanoseconds on the same clock
     * @param underWay calls that have begun and are not answered
     * @return 0 to the limit
     */
    int left(long now, int underWay) {
        forgetOld(now);
        return Math.max(0, limit - count - underWay);
    }

    private void grow() {
        long[] larger = new long[(int) Math.min(limit, 2L * count)];
        for (int i = 0; i < count; i++) {
            larger[i] = moments[(oldest + i) % count];
        }
        moments = larger;
        oldest = 0;
    }

    private void forgetOld(long now) {
        while (count > 0 && now - moments[oldest] >= length) {
            oldest = (oldest + 1) % moments.length;
            count--;
        }
    }
}
