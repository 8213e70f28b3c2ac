// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** A ledger that tells those who watch of every call. */
final class WatchedLedger implements CallLedger {

    private final CallLedger ledger;
    private final Set<CallWatch> watches = new CopyOnWriteArraySet<>();

    WatchedLedger(CallLedger ledger) {
        this.ledger = ledger;
    }

    /** As {@link CallBudget#watch}. */
    Runnable watch(CallWatch watch) {
        watches.add(watch);
        return () -> watches.remove(watch);
    }

    @Override
    public Uni<Turn> start(CallKind kind, Kept kept) {
        return ledger.start(kind, kept).invoke(turn -> {
            if (turn.granted()) {
                watches.forEach(watch -> watch.begins(kind));
            }
        });
    }

    @Override
    public Uni<Duration> untilTurn(CallKind kind, Kept kept, int before) {
        return ledger.untilTurn(kind, kept, before);
    }

    @Override
    public void answered(CallKind kind, String id) {
        ledger.answered(kind, id);
        watches.forEach(watch -> watch.ends(kind, true));
    }

    @Override
    public void unused(CallKind kind, String id) {
        ledger.unused(kind, id);
        watches.forEach(watch -> watch.ends(kind, false));
    }

    @Override
    public void closeFor(CallKind kind, Duration wait) {
        ledger.closeFor(kind, wait);
    }

    @Override
    public void spentBefore(CallKind kind, List<Duration> ages) {
        ledger.spentBefore(kind, ages);
    }

    @Override
    public Uni<Void> known() {
        return ledger.known();
    }

    @Override
    public CallsLeft left(CallKind kind) {
        return ledger.left(kind);
    }
}
