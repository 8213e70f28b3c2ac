// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import dev.filetrail.budget.CallLedger.Turn;
import java.time.Duration;

/**
 * What this replica may call on its own while it can't ask the others, for one kind of call. In the first minute, and the
 * first hour, others may have spent all that the store knew of: then it is what the store has granted in advance. After
 * that the windows hold nothing from before, and it is a share of the limits.
 */
final class OwnShare {

    private final CallKind kind;
    private final BudgetConfig config;
    private final ProcessLedger own;
    private final Ticker ticker;
    private final Advance all;
    private Advance advance;
    private long since;
    private int taken;

    /**
     * @param kind of call
     * @param config the limits, and the share
     * @param own counts all calls of this replica, always
     * @param ticker the time
     */
    OwnShare(CallKind kind, BudgetConfig config, ProcessLedger own, Ticker ticker) {
        this.kind = kind;
        this.config = config;
        this.own = own;
        this.ticker = ticker;
        this.all = new Advance(part(config.perMinute()), part(config.perHour()));
        this.advance = all;
        this.since = ticker.nanos();
    }

    private int part(int limit) {
        return (int) Math.max(1, Math.min(limit, Math.floor(config.shareWithoutStore() * limit)));
    }

    /**
     * From now on it counts.
     *
     * @param granted what the store has granted last; null when it never has
     */
    synchronized void begin(Advance granted) {
        advance = granted == null ? all : granted;
        since = ticker.nanos();
        taken = 0;
    }

    /** As {@link ProcessLedger#take}, out of the share. */
    synchronized Turn take(Kept kept) {
        long wait = untilAdvance(kept, 0);
        if (wait > 0) {
            return new Turn(Duration.ofNanos(wait), null);
        }
        Turn turn = own.take(kind, beyond(kept));
        if (turn.granted()) {
            taken++;
        }
        return turn;
    }

    /** What was taken last is not used. */
    synchronized void giveBack() {
        taken = Math.max(0, taken - 1);
        own.unused(kind, "");
    }

    /** As {@link ProcessLedger#until}, out of the share. */
    synchronized Duration until(Kept kept, int before) {
        Duration windows = own.until(kind, beyond(kept), before);
        Duration first = Duration.ofNanos(untilAdvance(kept, before));
        return first.compareTo(windows) > 0 ? first : windows;
    }

    /** @return what is left of the share */
    synchronized CallsLeft left() {
        CallsLeft whole = own.left(kind);
        Kept beyond = beyond(Kept.NONE);
        int minute = whole.thisMinute() - beyond.ofMinute();
        int hour = whole.thisHour() - beyond.ofHour();
        return new CallsLeft(
                all.ofMinute(),
                Math.max(0, inFirst(ProcessLedger.MINUTE) ? Math.min(minute, advance.ofMinute() - taken) : minute),
                all.ofHour(),
                Math.max(0, inFirst(ProcessLedger.HOUR) ? Math.min(hour, advance.ofHour() - taken) : hour),
                until(Kept.NONE, 0),
                CallsLeft.Sharing.STORE_LOST);
    }

    private long untilAdvance(Kept kept, int before) {
        long wait = 0;
        if (inFirst(ProcessLedger.MINUTE) && taken + before + ofShare(kept.ofMinute()) >= advance.ofMinute()) {
            wait = since + ProcessLedger.MINUTE.toNanos() - ticker.nanos();
        }
        if (inFirst(ProcessLedger.HOUR) && taken + before + ofShare(kept.ofHour()) >= advance.ofHour()) {
            wait = since + ProcessLedger.HOUR.toNanos() - ticker.nanos();
        }
        return wait;
    }

    /** What is not this replica's to take, and of the rest as large a part as whoever asks leaves alone of the whole. */
    private Kept beyond(Kept kept) {
        return new Kept(
                inFirst(ProcessLedger.MINUTE)
                        ? kept.ofMinute()
                        : config.perMinute() - all.ofMinute() + ofShare(kept.ofMinute()),
                inFirst(ProcessLedger.HOUR) ? kept.ofHour() : config.perHour() - all.ofHour() + ofShare(kept.ofHour()));
    }

    private int ofShare(int calls) {
        return (int) Math.ceil(calls * config.shareWithoutStore());
    }

    private boolean inFirst(Duration window) {
        return ticker.nanos() - since < window.toNanos();
    }
}
