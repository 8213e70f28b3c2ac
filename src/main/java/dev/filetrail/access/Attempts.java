// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/**
 * Slows down whoever tries keys: a refusal is held back for longer each time. Bounded, both in what it remembers and in how
 * many refusals are held back at a time, since each of them holds a connection.
 */
@ApplicationScoped
class Attempts {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long FORGOTTEN_AFTER = Duration.ofMinutes(5).toNanos();
    private static final int MOST_ADDRESSES = 10_000;
    private static final int MOST_HELD_BACK = 200;
    /** From here on a delay has long been the longest; and nothing may run over. */
    private static final int MOST_DOUBLINGS = 10;

    private final LongSupplier nanos;
    /** Those whose last failure is longest ago come first. */
    private final Map<String, Failures> addresses = new LinkedHashMap<>();
    /** Since when; and until when each refusal is held back, from then. */
    private final long start;

    private final PriorityQueue<Long> heldBack = new PriorityQueue<>();

    /** In real time. */
    Attempts() {
        this(System::nanoTime);
    }

    /** {@code nanos} never go back. */
    Attempts(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    private record Failures(int count, long last) {}

    /**
     * Somebody was refused.
     *
     * @param address where the request came from
     * @return how long to hold the refusal back; zero when so many are held back already that this one is to be told at once
     *     that it is one too many (429)
     */
    synchronized Duration failed(String address) {
        long now = nanos.getAsLong() - start;
        forget(now);
        Failures before = addresses.remove(address);
        int count = before == null ? 1 : Math.min(MOST_DOUBLINGS, before.count() + 1);
        addresses.put(address, new Failures(count, now));
        if (heldBack.size() >= MOST_HELD_BACK) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST.multipliedBy(1L << (count - 1));
        Duration delay = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        heldBack.add(now + delay.toNanos());
        return delay;
    }

    /**
     * Somebody has a right key, and what was wrong before is forgotten.
     *
     * @param address where the request came from
     */
    synchronized void succeeded(String address) {
        addresses.remove(address);
    }

    /** @return how many addresses are remembered */
    synchronized int remembered() {
        return addresses.size();
    }

    private void forget(long now) {
        while (!heldBack.isEmpty() && heldBack.peek() <= now) {
            heldBack.remove();
        }
        var oldestFirst = addresses.values().iterator();
        while (oldestFirst.hasNext()) {
            long last = oldestFirst.next().last();
            if (now - last < FORGOTTEN_AFTER && addresses.size() < MOST_ADDRESSES) {
                return;
            }
            oldestFirst.remove();
        }
    }
}
