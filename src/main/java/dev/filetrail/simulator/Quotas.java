// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The quotas of the tenant: so many calls of each kind in any minute and in any hour, both rolling. A call that is let
 * through counts, one that is refused does not, so that the seconds to wait in a refusal are true. Safe to use from any
 * thread.
 */
public final class Quotas {

    /** The published quota of the machines-of-file call in any minute. */
    public static final int PUBLISHED_PER_MINUTE = 100;
    /** The published quota of the machines-of-file call in any hour. */
    public static final int PUBLISHED_PER_HOUR = 1_500;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Clock clock;
    private final Map<CallKind, Deque<Instant>> starts = new EnumMap<>(CallKind.class);
    private int perMinute = PUBLISHED_PER_MINUTE;
    private int perHour = PUBLISHED_PER_HOUR;

    Quotas(Clock clock) {
        this.clock = clock;
    }

    /** Forgets all calls counted so far and goes back to the published limits. */
    public synchronized void reset() {
        starts.clear();
        limits(PUBLISHED_PER_MINUTE, PUBLISHED_PER_HOUR);
    }

    /**
     * Sets other limits; what is already counted stays counted.
     *
     * @param callsPerMinute calls of each kind in any 60 seconds
     * @param callsPerHour calls of each kind in any 3,600 seconds
     */
    public synchronized void limits(int callsPerMinute, int callsPerHour) {
        perMinute = callsPerMinute;
        perHour = callsPerHour;
    }

    /**
     * How many calls of a kind were let through in the last 60 seconds.
     *
     * @param kind the kind of call
     * @return their number
     */
    public synchronized int usedInMinute(CallKind kind) {
        return (int) startsSince(kind, clock.instant().minus(MINUTE));
    }

    /**
     * How many calls of a kind were let through in the last 3,600 seconds.
     *
     * @param kind the kind of call
     * @return their number
     */
    public synchronized int usedInHour(CallKind kind) {
        return (int) startsSince(kind, clock.instant().minus(HOUR));
    }

    /** Counts a call, or says why it is refused. */
    synchronized Optional<Refusal> count(CallKind kind) {
        Instant now = clock.instant();
        Deque<Instant> kept = starts.computeIfAbsent(kind, any -> new ArrayDeque<>());
        while (!kept.isEmpty() && !kept.peekFirst().isAfter(now.minus(HOUR))) {
            kept.removeFirst();
        }
        Optional<Refusal> refusal = refusal(kept, perHour, HOUR, now).or(() -> refusal(kept, perMinute, MINUTE, now));
        if (refusal.isEmpty()) {
            kept.addLast(now);
        }
        return refusal;
    }

    private static Optional<Refusal> refusal(Deque<Instant> kept, int limit, Duration window, Instant now) {
        long used =
                kept.stream().filter(start -> start.isAfter(now.minus(window))).count();
        if (used < limit) {
            return Optional.empty();
        }
        // There is room again when so many have left the window that one fewer than the limit remains.
        Instant leaves = limit == 0
                ? now.plus(window)
                : kept.stream()
                        .skip(kept.size() - limit)
                        .findFirst()
                        .orElse(now)
                        .plus(window);
        long seconds = Math.max(1, (Duration.between(now, leaves).toMillis() + 999) / 1_000);
        return Optional.of(new Refusal(limit, window, seconds));
    }

    private long startsSince(CallKind kind, Instant since) {
        return starts.getOrDefault(kind, new ArrayDeque<>()).stream()
                .filter(start -> start.isAfter(since))
                .count();
    }

    /** A call over the quota: which limit it broke, and the whole seconds until there is room again. */
    record Refusal(int limit, Duration window, long seconds) {}
}
