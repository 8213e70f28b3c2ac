// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The calls that are neither answered nor given up yet, by their ids. */
final class UnderWay {

    private final Map<Object, Call> calls = new HashMap<>();
    /** Freed, and not done yet. */
    private int leaving;

    /**
     * Adds one.
     *
     * @param id a text or a number
     * @param call to be freed when it is over, and to be done when its answer is on its way
     * @return false when there is another with that id
     */
    synchronized boolean add(Object id, Call call) {
        return calls.putIfAbsent(id, call) == null;
    }

    /** @param id of a call that is about to be answered, or is given up: another may have it now */
    synchronized void free(Object id) {
        calls.remove(id);
        leaving++;
    }

    /** A call that was freed has its answer on its way, or whoever works on it knows that none is wanted. */
    synchronized void done() {
        leaving--;
        notifyAll();
    }

    /** @return null when there is none with that id any more */
    synchronized Call get(Object id) {
        return calls.get(id);
    }

    /** @return there are fewer than that */
    synchronized boolean isFewerThan(int count) {
        return calls.size() + leaving < count;
    }

    /** @return one is answered or given up, and done in a moment */
    synchronized boolean isAnyLeaving() {
        return leaving > 0;
    }

    /**
     * Waits until there are fewer.
     *
     * @param count than that
     * @param longest how long
     * @return there are fewer now
     */
    synchronized boolean awaitFewerThan(int count, Duration longest) {
        return await(() -> calls.size() + leaving < count, longest);
    }

    /**
     * Waits for the last one that will be answered by itself.
     *
     * @param longest how long
     */
    synchronized void awaitNone(Duration longest) {
        await(() -> leaving == 0 && calls.values().stream().allMatch(Call::lasts), longest);
    }

    /** Whoever is interrupted waits no longer. */
    private boolean await(BooleanSupplier condition, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives up all there are. */
    void giveUp() {
        all().forEach(Call::giveUp);
    }

    private synchronized List<Call> all() {
        return List.copyOf(calls.values());
    }
}
