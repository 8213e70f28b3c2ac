// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.Call;
import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.defender.CallGate;
import dev.filetrail.defender.DefenderException;
import dev.filetrail.tracing.Span;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.function.Function;

/**
 * Work that takes calls: it waits in line for the first one without holding a thread, then runs on one of its own. Given up
 * while it waits it leaves the line and costs nothing; given up while it runs it is interrupted, which ends its connection.
 *
 * @param <T> what it brings back
 */
final class Errand<T> implements CallBudget.Asker, Runnable {

    private final Function<CallGate, T> work;
    private final Runnable afterwards;
    private final BudgetGate gate;
    private final UniEmitter<? super T> emitter;
    private final Span wait;
    private CallBudget.Place place;
    private Call call;
    private Thread thread;
    private boolean over;

    private Errand(Function<CallGate, T> work, Runnable afterwards, BudgetGate gate, UniEmitter<? super T> emitter) {
        this.work = work;
        this.afterwards = afterwards;
        this.gate = gate;
        this.emitter = emitter;
        this.wait = gate.waits();
    }

    /**
     * Describes an errand; every subscriber sends somebody.
     *
     * @param budget gives the calls
     * @param kind of call
     * @param asking who asks, and how long to wait
     * @param work makes its calls through the gate that it is given
     * @param afterwards done on the same thread when the work is over and whoever waits for it has gone on
     * @param <T> what it brings back
     * @return that, or a {@link DefenderException}
     */
    static <T> Uni<T> of(
            CallBudget budget, CallKind kind, Asking asking, Function<CallGate, T> work, Runnable afterwards) {
        Duration patience = asking.patience() == null ? budget.patience() : asking.patience();
        return Uni.createFrom().emitter(emitter -> {
            BudgetGate gate = new BudgetGate(budget, kind, asking.urgency(), patience, asking.span());
            Errand<T> errand = new Errand<>(work, afterwards, gate, emitter);
            emitter.onTermination(errand::giveUp);
            errand.wait(budget.next(kind, asking.urgency(), patience, errand));
        });
    }

    private synchronized void wait(CallBudget.Place inLine) {
        place = inLine;
        if (over) {
            inLine.leave();
        }
    }

    private synchronized void giveUp() {
        if (over) {
            return;
        }
        over = true;
        BudgetGate.waited(wait, false);
        if (place != null) {
            place.leave();
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public synchronized void granted(Call granted) {
        BudgetGate.waited(wait, true);
        if (over) {
            granted.unused();
            return;
        }
        call = granted;
        gate.first(granted);
        Infrastructure.getDefaultWorkerPool().execute(this);
    }

    @Override
    public void refused(Duration time) {
        BudgetGate.waited(wait, false);
        end();
        emitter.fail(DefenderException.budgetSpent(time));
    }

    @Override
    public void run() {
        try {
            if (begin()) {
                T result = work.apply(gate);
                end();
                emitter.complete(result);
            }
        } catch (RuntimeException | Error e) {
            end();
            emitter.fail(e);
        } finally {
            end();
            // Unless it was used: only the first word on it counts.
            call.unused();
            afterwards.run();
        }
    }

    private synchronized boolean begin() {
        thread = over ? null : Thread.currentThread();
        return !over;
    }

    private synchronized void end() {
        over = true;
        if (thread != null) {
            thread = null;
            // The thread goes on to other work, which nobody has given up.
            Thread.interrupted();
        }
    }
}
