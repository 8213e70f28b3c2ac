package dev.filetrail.trail;

import dev.filetrail.budget.Call;
import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.Urgency;
import dev.filetrail.defender.CallGate;
import dev.filetrail.defender.TraceContext;
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
    private final TraceContext trace;
    private final AtomicReference<Call> first = new AtomicReference<>();

    BudgetGate(CallBudget budget, CallKind kind, Urgency urgency, Duration patience, TraceContext trace) {
        this.budget = budget;
        this.kind = kind;
        this.urgency = urgency;
        this.patience = patience;
        this.trace = trace;
    }

    @Override
    public TraceContext trace() {
        return trace;
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
        CallBudget.Place place = budget.next(kind, urgency, patience, new CallBudget.Asker() {
            @Override
            public void granted(Call call) {
                next.complete(call);
            }

            @Override
            public void refused(Duration wait) {
                next.completeExceptionally(new Shut(wait));
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
