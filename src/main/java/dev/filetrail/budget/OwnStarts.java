// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The calls of one kind that this replica has made within the last hour: written into the store again when it has forgotten. */
final class OwnStarts {

    /** Instead of an age: there is no answer yet. */
    static final long UNDER_WAY = -1;

    private static final long NOT_ANSWERED = Long.MIN_VALUE;

    private final Map<String, Long> answeredAt = new LinkedHashMap<>();

    synchronized void started(String id, long now) {
        forgetOld(now);
        answeredAt.put(id, NOT_ANSWERED);
    }

    synchronized void answered(String id, long now) {
        answeredAt.replace(id, now);
    }

    synchronized void unused(String id) {
        answeredAt.remove(id);
    }

    /**
     * All of them.
     *
     * @param now nanoseconds on the clock that the moments were taken from
     * @return nanoseconds since each was answered, or {@link #UNDER_WAY}
     */
    synchronized Map<String, Long> ages(long now) {
        forgetOld(now);
        Map<String, Long> ages = new LinkedHashMap<>();
        answeredAt.forEach((id, at) -> ages.put(id, at == NOT_ANSWERED ? UNDER_WAY : Math.max(0, now - at)));
        return ages;
    }

    private void forgetOld(long now) {
        Iterator<Long> oldestFirst = answeredAt.values().iterator();
        while (oldestFirst.hasNext()) {
            long at = oldestFirst.next();
            if (at == NOT_ANSWERED || now - at < ProcessLedger.HOUR.toNanos()) {
                return;
            }
            oldestFirst.remove();
        }
    }
}
