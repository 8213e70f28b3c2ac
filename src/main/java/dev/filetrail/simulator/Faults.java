// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The faults that are ordered for the calls to come. A fault is used up by one call; a call that is refused anyway (no
 * valid token, a role missing, quota exceeded) uses none up. Safe to use from any thread.
 */
public final class Faults {

    private final Queue<Fault> queue = new ConcurrentLinkedQueue<>();
    private final Map<CallKind, Fault> ofKind = new ConcurrentHashMap<>();
    private final AtomicReference<Supplier<Optional<Fault>>> standing = new AtomicReference<>(Optional::empty);

    Faults() {}

    /**
     * Queues faults: the first for the next call, the second for the one after it, and so on.
     *
     * @param faults the faults, in order
     */
    public void next(Fault... faults) {
        queue.addAll(List.of(faults));
    }

    /**
     * Gives every call this fault once the queue is empty, until {@link #clear()}.
     *
     * @param fault the fault
     */
    public void always(Fault fault) {
        chosenBy(() -> Optional.of(fault));
    }

    /**
     * Lets somebody choose for every call once the queue is empty, until {@link #clear()}.
     *
     * @param choice asked once for each call, by whatever thread serves it, and not to block it; empty for no fault
     */
    public void chosenBy(Supplier<Optional<Fault>> choice) {
        standing.set(choice);
    }

    /**
     * Gives every call of one kind this fault, before any queued one, until {@link #clear()}: two calls that are made at the
     * same time come in no order.
     *
     * @param kind of call
     * @param fault the fault
     */
    public void on(CallKind kind, Fault fault) {
        ofKind.put(kind, fault);
    }

    /** Takes back all faults, queued and standing. */
    public void clear() {
        queue.clear();
        ofKind.clear();
        standing.set(Optional::empty);
    }

    /**
     * How many queued faults no call has used up yet.
     *
     * @return their number, without the standing one
     */
    public int waiting() {
        return queue.size();
    }

    /** The fault for a call of a kind. */
    Optional<Fault> take(CallKind kind) {
        Fault standingFault = ofKind.get(kind);
        return standingFault == null ? take() : Optional.of(standingFault);
    }

    Optional<Fault> take() {
        Fault queued = queue.poll();
        return queued == null ? standing.get().get() : Optional.of(queued);
    }
}
