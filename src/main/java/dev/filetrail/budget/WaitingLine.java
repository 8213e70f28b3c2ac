// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import dev.filetrail.budget.CallLedger.Turn;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/** Those who wait for one kind of call: questions first, then sweeps, each in the order in which they came. */
final class WaitingLine {

    /** What somebody is told at least who has waited in vain. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final CallKind kind;
    private final CallLedger ledger;
    private final Kept keptBySweeps;
    private final Ticker ticker;
    private final Waits waits;

    /** Rounds of {@link #serve} that are due; whoever raises it from 0 does them all, so that no two do. */
    private final AtomicInteger due = new AtomicInteger();

    private final Deque<Waiting> questions = new ArrayDeque<>();
    private final Deque<Waiting> sweeps = new ArrayDeque<>();
    private final Caution caution = new Caution();
    /** The ledger is asked for the first one's call. */
    private boolean asking;
    /** When it is time to ask again. */
    private Ticker.Alarm alarm = () -> {};

    WaitingLine(CallKind kind, CallLedger ledger, Kept keptBySweeps, Ticker ticker, Waits waits) {
        this.kind = kind;
        this.ledger = ledger;
        this.keptBySweeps = keptBySweeps;
        this.ticker = ticker;
        this.waits = waits;
    }

    private final class Waiting implements CallBudget.Place {

        private final Urgency urgency;
        private final long since;
        private final long deadline;
        private final CallBudget.Asker asker;
        private Ticker.Alarm alarm = () -> {};

        private Waiting(Urgency urgency, Duration patience, CallBudget.Asker asker) {
            this.urgency = urgency;
            this.since = ticker.nanos();
            this.deadline = since + patience.toNanos();
            this.asker = asker;
        }

        private Deque<Waiting> line() {
            return urgency == Urgency.QUESTION ? questions : sweeps;
        }

        private Kept kept() {
            return urgency == Urgency.QUESTION ? Kept.NONE : keptBySweeps;
        }

        private long waited() {
            return ticker.nanos() - since;
        }

        private Duration patienceLeft() {
            return Duration.ofNanos(Math.max(0, deadline - ticker.nanos()));
        }

        @Override
        public boolean leave() {
            synchronized (WaitingLine.this) {
                alarm.cancel();
                return line().remove(this);
            }
        }
    }

    /** As {@link CallBudget#next}. */
    CallBudget.Place join(Urgency urgency, Duration patience, CallBudget.Asker asker) {
        Waiting waiting = new Waiting(urgency, patience, asker);
        synchronized (this) {
            waiting.line().add(waiting);
        }
        serve();
        if (stillWaits(waiting)) {
            refuseUnlessInTime(waiting);
        }
        return waiting;
    }

    /** @return how many wait */
    synchronized int length() {
        return questions.size() + sweeps.size();
    }

    private void refuseUnlessInTime(Waiting waiting) {
        ledger.untilTurn(kind, waiting.kept(), before(waiting)).subscribe().with(wait -> {
            if (wait.compareTo(waiting.patienceLeft()) > 0) {
                refuse(waiting, wait);
                return;
            }
            Ticker.Alarm deadline = ticker.after(waiting.patienceLeft(), () -> giveUp(waiting));
            synchronized (this) {
                waiting.alarm = deadline;
            }
            if (!stillWaits(waiting)) {
                deadline.cancel();
            }
        });
    }

    private void giveUp(Waiting waiting) {
        if (stillWaits(waiting)) {
            ledger.untilTurn(kind, waiting.kept(), before(waiting))
                    .subscribe()
                    .with(wait -> refuse(waiting, wait.compareTo(A_MOMENT) < 0 ? A_MOMENT : wait));
        }
    }

    private void refuse(Waiting waiting, Duration wait) {
        if (waiting.leave()) {
            waits.inVain(waiting.waited());
            waiting.asker.refused(wait);
        }
    }

    private synchronized boolean stillWaits(Waiting waiting) {
        return waiting.line().contains(waiting);
    }

    private synchronized int before(Waiting waiting) {
        int before = waiting.urgency == Urgency.SWEEP ? questions.size() : 0;
        for (Waiting other : waiting.line()) {
            if (other.equals(waiting)) {
                break;
            }
            before++;
        }
        return before;
    }

    /** Gives calls to those who are first, for as long as there are any. */
    private void serve() {
        if (due.getAndIncrement() > 0) {
            return;
        }
        int done = 1;
        while (done > 0) {
            serveFirst();
            done = due.addAndGet(-done);
        }
    }

    private void serveFirst() {
        Waiting first;
        synchronized (this) {
            first = questions.isEmpty() ? sweeps.peek() : questions.peek();
            if (first == null || asking || caution.holdsAllBack()) {
                return;
            }
            asking = true;
        }
        ledger.start(kind, first.kept()).subscribe().with(turn -> decided(first, turn));
    }

    private void decided(Waiting first, Turn turn) {
        if (turn.granted()) {
            give(first, turn);
        } else {
            synchronized (this) {
                asking = false;
                alarm.cancel();
                alarm = ticker.after(turn.delay(), this::serve);
            }
            if (turn.delay().compareTo(first.patienceLeft()) > 0) {
                refuse(first, turn.delay());
                serve();
            }
        }
    }

    private void give(Waiting first, Turn turn) {
        boolean probe;
        boolean stillThere;
        int throttlesBefore;
        synchronized (this) {
            asking = false;
            stillThere = first.leave();
            probe = stillThere && caution.sendsProbe();
            throttlesBefore = caution.throttles();
        }
        if (stillThere) {
            waits.granted(first.waited());
            first.asker.granted(new Call(this, turn.id(), probe, throttlesBefore));
        } else {
            ledger.unused(kind, turn.id());
        }
        serve();
    }

    /** @return how many calls Defender has refused for being asked too often */
    synchronized int throttles() {
        return caution.throttles();
    }

    void answered(String id, boolean probe) {
        ledger.answered(kind, id);
        told(probe, true);
    }

    void throttled(String id, boolean probe, Duration wait) {
        synchronized (this) {
            caution.throttled();
        }
        ledger.closeFor(kind, wait);
        ledger.answered(kind, id);
        told(probe, false);
    }

    void unused(String id, boolean probe) {
        ledger.unused(kind, id);
        told(probe, false);
    }

    private void told(boolean probe, boolean isOpen) {
        synchronized (this) {
            if (probe) {
                caution.probeIsBack(isOpen);
            }
        }
        serve();
    }
}
