// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when a test says so; what is due by then is done on the test's own thread, each at its moment. */
public class PassingTime implements Ticker {

    private record Due(long at, long order, Runnable task) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private long now;
    private long order;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Alarm after(Duration wait, Runnable task) {
        Due later = new Due(now + Math.max(0, wait.toNanos()), order++, task);
        due.add(later);
        return () -> {
            synchronized (this) {
                due.remove(later);
            }
        };
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        long until = nanos() + time.toNanos();
        for (Runnable next = takeUntil(until); next != null; next = takeUntil(until)) {
            next.run();
        }
        synchronized (this) {
            now = until;
        }
    }

    /** What is due next, if it is due by then; it is then the moment for it. Null when there is nothing. */
    final synchronized Runnable takeUntil(long until) {
        if (due.isEmpty() || due.peek().at() > until) {
            return null;
        }
        now = Math.max(now, due.peek().at());
        return due.remove().task();
    }
}
