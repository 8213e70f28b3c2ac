// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what each has under way, and lets nobody have more than so many. It remembers only those who have something. */
final class RequestsAtOnce {

    private final int most;
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

    /** @param most for each */
    RequestsAtOnce(int most) {
        this.most = most;
    }

    /**
     * @param who anything that names one
     * @return one more may begin, which then has to {@link #leave}
     */
    boolean enter(String who) {
        boolean[] in = new boolean[1];
        underWay.compute(who, (name, now) -> {
            int count = now == null ? 0 : now;
            in[0] = count < most;
            return in[0] ? Integer.valueOf(count + 1) : now;
        });
        return in[0];
    }

    /** @param who has ended one */
    void leave(String who) {
        underWay.computeIfPresent(who, (name, now) -> now == 1 ? null : now - 1);
    }

    /** @return how many have something under way */
    int callers() {
        return underWay.size();
    }
}
