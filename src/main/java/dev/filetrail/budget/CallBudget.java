// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The calls that may still be made: for each kind of call, never more than the limit in any 60 seconds, nor in any 3,600.
 * Defender counts that way for each application and tenant and answers 429 beyond it. Who is refused does not count
 * here, so asking too often never keeps the budget shut.
 */
@Singleton
public class CallBudget {

    private final WatchedLedger ledger;
    private final Duration patience;
    private final Kept keptBySweeps;
    private final Map<CallKind, WaitingLine> lines = new EnumMap<>(CallKind.class);

    /**
     * @param config the limits
     * @param ledger where calls are written down
     * @param ticker the time
     * @param meters where it is told how long calls are waited for
     */
    CallBudget(BudgetConfig config, CallLedger ledger, Ticker ticker, MeterRegistry meters) {
        this.ledger = new WatchedLedger(ledger);
        this.patience = config.patience();
        this.keptBySweeps = Kept.share(config.sweepLeaves(), config);
        for (CallKind kind : CallKind.values()) {
            lines.put(kind, new WaitingLine(kind, this.ledger, keptBySweeps, ticker, Waits.of(kind, meters)));
        }
    }

    /** Who waits for a call. Exactly one of the two is told, unless the place is left before. */
    public interface Asker {

        /** @param call counted, to be made now; whoever has it says what became of it */
        void granted(Call call);

        /** @param wait none is to be had in time: until then, as far as can be told */
        void refused(Duration wait);
    }

    /** A place in the line. */
    public interface Place {

        /** @return true when it was left in time, and nothing will be told any more; false when something has been, or is about to be */
        boolean leave();
    }

    /**
     * Waits for a call, in line: questions before sweeps, each in the order in which they came. Does not block; the asker may
     * be told before this returns.
     *
     * @param kind what is to be called
     * @param urgency who asks
     * @param patience how long to wait at the most; who would have to wait longer is told at once
     * @param asker is told, on whatever thread, and is not to block it
     * @return the place, to leave it
     */
    public Place next(CallKind kind, Urgency urgency, Duration patience, Asker asker) {
        return lines.get(kind).join(urgency, patience, asker);
    }

    /** @return how long a question waits at the most */
    public Duration patience() {
        return patience;
    }

    /**
     * What is left.
     *
     * @param kind of call
     * @return a snapshot; others may spend at any moment
     */
    public CallsLeft left(CallKind kind) {
        return ledger.left(kind);
    }

    /** @return once {@link #left} tells what is left by the store that replicas share, if there is one; never fails */
    public Uni<Void> known() {
        return ledger.known();
    }

    /**
     * How many wait for a call.
     *
     * @param kind of call
     * @return 0 or more
     */
    public int waiting(CallKind kind) {
        return lines.get(kind).length();
    }

    /**
     * How long a sweep has to wait for so many calls, all that it leaves to others left.
     *
     * @param kind of call
     * @param calls 1 or more
     * @return an estimate, too short rather than too long; zero when it can make them at once
     */
    public Uni<Duration> untilSweep(CallKind kind, int calls) {
        return ledger.untilTurn(kind, keptBySweeps, calls - 1);
    }

    /**
     * Counts calls that this program has made before it was started anew, and that Defender still counts. Only before the
     * first call.
     *
     * @param kind what was called
     * @param ages how long ago each was answered
     */
    public void spentBefore(CallKind kind, List<Duration> ages) {
        ledger.spentBefore(kind, ages);
    }

    /**
     * Tells somebody of every call.
     *
     * @param watch is told until it is stopped
     * @return stops it
     */
    public Runnable watch(CallWatch watch) {
        return ledger.watch(watch);
    }
}
