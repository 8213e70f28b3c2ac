// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

/** How many refusals are written down: so many in any second, lest somebody who is refused fills the disk. */
final class Denials {

    private static final int MOST = 20;
    private static final long SECOND = 1_000_000_000L;

    /** When the last ones were written, in a ring. */
    private final long[] written = new long[MOST];

    private long count;
    private long suppressed;

    /**
     * Asks for leave to write one more.
     *
     * @param now nanoseconds that never go back
     * @return how many have been left out since the last that was written; less than 0 when this one is left out too
     */
    synchronized long next(long now) {
        int place = (int) (count % MOST);
        if (count >= MOST && now - written[place] < SECOND) {
            suppressed++;
            return -1;
        }
        written[place] = now;
        count++;
        long before = suppressed;
        suppressed = 0;
        return before;
    }
}
