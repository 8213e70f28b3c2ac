// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
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
    boolean isNew(String conversation, String id) {
        String key = key(conversation, id);
        synchronized (seen) {
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
            return seen.putIfAbsent(key, now) == null;
        }
    }

    /**
     * What is kept of something: it may be called by all that was asked, thousands of characters.
     *
     * @param conversation where it was delivered
     * @param id what it is called there
     * @return a short text, another one for anything else
     */
    static String key(String conversation, String id) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] where = conversation.getBytes(StandardCharsets.UTF_8);
            // With its length before it, so that no two read the same.
            digest.update((where.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(where);
            return HexFormat.of().formatHex(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
