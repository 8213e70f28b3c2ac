// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.Call;
import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.Urgency;
import dev.filetrail.defender.CallGate;
import dev.filetrail.defender.DefenderException;
import dev.filetrail.tracing.Span;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Puts the budget before the door, for one errand: the first attempt has its call already, each further one waits for its own. */
final class BudgetGate implements CallGate {

    private final CallBudget budget;
    private final CallKind kind;
    private final Urgency urgency;
    private final Duration patience;
    private final Span span;
    private Call first;
    /** The call that was granted last. */
    private Call latest;

    private boolean closed;

    BudgetGate(CallBudget budget, CallKind kind, Urgency urgency, Duration patience, Span span) {
        this.budget = budget;
        this.kind = kind;
        this.urgency = urgency;
        this.patience = patience;
        this.span = span;
    }

    @Override
    public Span span() {
        return span;
    }

    /** @return a wait that begins now; ended by {@link #waited} */
    Span waits() {
        return span.begin(Span.Kind.INTERNAL).with("filetrail.call", kind.label());
    }

    /** @param granted whether there was a call at its end */
    static void waited(Span wait, boolean granted) {
        wait.with("filetrail.granted", granted).end("wait for a call");
    }

    /** @param call for the first attempt */
    synchronized void first(Call call) {
        first = call;
        latest = call;
    }

    /** The errand is over. A call that was granted and not used is given back, and none is taken any more. */
    void close() {
        Call unused;
        synchronized (this) {
            closed = true;
            unused = latest;
        }
        if (unused != null) {
            // Unless it was used: only the first word on it counts.
            unused.unused();
        }
    }

    @Override
    public Uni<Passage> enter() {
        Call waiting = takeFirst();
        if (waiting != null && waiting.overtaken()) {
            // Defender asked for a pause while this one was on its way, for instance waiting for a token.
            waiting.unused();
            waiting = null;
        }
        return waiting == null ? next() : Uni.createFrom().item(new BudgetedPassage(waiting));
    }

    private synchronized Call takeFirst() {
        Call waiting = first;
        first = null;
        return waiting;
    }

    private Uni<Passage> next() {
        return Uni.createFrom().emitter(emitter -> {
            Span wait = waits();
            CallBudget.Place place = budget.next(kind, urgency, patience, new CallBudget.Asker() {
                @Override
                public void granted(Call call) {
                    waited(wait, true);
                    if (isWanted(call)) {
                        emitter.complete(new BudgetedPassage(call));
                    } else {
                        call.unused();
                    }
                }

                @Override
                public void refused(Duration time) {
                    waited(wait, false);
                    emitter.fail(DefenderException.budgetSpent(time));
                }
            });
            emitter.onTermination(place::leave);
        });
    }

    private synchronized boolean isWanted(Call call) {
        latest = call;
        return !closed;
    }

    private record BudgetedPassage(Call call) implements Passage {

        @Override
        public void answered() {
            call.answered();
        }

        @Override
        public void throttled(Duration wait) {
            call.throttled(wait);
        }

        @Override
        public void unused() {
            call.unused();
        }
    }
}
