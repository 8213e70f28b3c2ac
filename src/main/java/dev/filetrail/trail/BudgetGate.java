// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.Call;
import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.Urgency;
import dev.filetrail.defender.CallGate;
import dev.filetrail.tracing.Span;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/** Puts the budget before the door, for one errand: the first attempt has its call already, each further one waits for its own. */
final class BudgetGate implements CallGate {

    private final CallBudget budget;
    private final CallKind kind;
    private final Urgency urgency;
    private final Duration patience;
    private final Span span;
    private final AtomicReference<Call> first = new AtomicReference<>();

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
    void first(Call call) {
        first.set(call);
    }

    @Override
    public Passage enter() throws Shut {
        Call waiting = first.getAndSet(null);
        if (waiting != null && waiting.overtaken()) {
            // Defender asked for a pause while this one was on its way, for instance waiting for a token.
            waiting.unused();
            waiting = null;
        }
        return new BudgetedPassage(waiting == null ? next() : waiting);
    }

    private Call next() throws Shut {
        CompletableFuture<Call> next = new CompletableFuture<>();
        Span wait = waits();
        CallBudget.Place place = budget.next(kind, urgency, patience, new CallBudget.Asker() {
            @Override
            public void granted(Call call) {
                waited(wait, true);
                next.complete(call);
            }

            @Override
            public void refused(Duration time) {
                waited(wait, false);
                next.completeExceptionally(new Shut(time));
            }
        });
        try {
            return next.get();
        } catch (InterruptedException e) {
            if (!place.leave()) {
                next.thenAccept(Call::unused);
            }
            Thread.currentThread().interrupt();
            throw new CancellationException("nobody waits for the answer any more");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Shut shut ? shut : new Shut(Duration.ofSeconds(1));
        }
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
