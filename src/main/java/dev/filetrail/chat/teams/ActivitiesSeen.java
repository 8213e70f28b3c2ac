// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What has been delivered lately, so that a message that Teams delivers twice, as it does when an answer to the first delivery is
 * lost, is answered once. It lives in this process: replicas do not tell each other.
 */
@Singleton
class ActivitiesSeen {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    /** @param clock the time */
    ActivitiesSeen(Clock clock) {
        this.clock = clock;
    }

    /**
     * Remembers something.
     *
     * @param conversation where it was delivered
     * @param id what it is called there
     * @return it is new
     */
    synchronized boolean isNew(String conversation, String id) {
        Instant now = clock.instant();
        Iterator<Instant> oldestFirst = seen.values().iterator();
        while (oldestFirst.hasNext()) {
            Instant each = oldestFirst.next();
            // A clock that was set back must not make it remember for ever.
            boolean old = Duration.between(each, now).abs().compareTo(LONG_ENOUGH) > 0;
            if (!old && seen.size() < MOST) {
                break;
            }
            oldestFirst.remove();
        }
        return seen.putIfAbsent(conversation + "\n" + id, now) == null;
    }
}
