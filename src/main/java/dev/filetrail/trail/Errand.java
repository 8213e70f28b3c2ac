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
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Work that takes calls: it waits in line for the first one, then begins where it was sent from. It holds no thread, neither
 * while it waits nor while it is under way. Given up while it waits it leaves the line and costs nothing; given up later, what
 * is under way is cancelled.
 *
 * @param <T> what it brings back
 */
final class Errand<T> implements CallBudget.Asker {

    private final Function<CallGate, Uni<T>> work;
    private final Runnable afterwards;
    private final BudgetGate gate;
    private final UniEmitter<? super T> emitter;
    private final Span wait;
    /** Where it was sent from; null when that is no place of Vert.x. */
    private final Context home = Vertx.currentContext();

    private final AtomicBoolean done = new AtomicBoolean();
    /** What giving up takes at this moment. */
    private Runnable giveUp = () -> {};

    private boolean granted;
    private boolean over;

    private Errand(
            Function<CallGate, Uni<T>> work, Runnable afterwards, BudgetGate gate, UniEmitter<? super T> emitter) {
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
     * @param work makes its calls through the gate that it is given, and does not block
     * @param afterwards done when the work is over and whoever waits for it has gone on
     * @param <T> what it brings back
     * @return that, or a {@link DefenderException}
     */
    static <T> Uni<T> of(
            CallBudget budget, CallKind kind, Asking asking, Function<CallGate, Uni<T>> work, Runnable afterwards) {
        Duration patience = asking.patience() == null ? budget.patience() : asking.patience();
        return Uni.createFrom().emitter(emitter -> {
            BudgetGate gate = new BudgetGate(budget, kind, asking.urgency(), patience, asking.span());
            Errand<T> errand = new Errand<>(work, afterwards, gate, emitter);
            emitter.onTermination(errand::giveUp);
            errand.waits(budget.next(kind, asking.urgency(), patience, errand));
        });
    }

    private void waits(CallBudget.Place inLine) {
        if (!mayEndBy(inLine::leave, false)) {
            inLine.leave();
        }
    }

    @Override
    public void granted(Call granted) {
        BudgetGate.waited(wait, true);
        if (!mayEndBy(granted::unused, true)) {
            granted.unused();
            return;
        }
        gate.first(granted);
        if (home == null) {
            Infrastructure.getDefaultWorkerPool().execute(this::begin);
        } else {
            // Later, even when this is the place: whoever grants calls has others to serve.
            home.runOnContext(now -> begin());
        }
    }

    @Override
    public void refused(Duration time) {
        BudgetGate.waited(wait, false);
        if (end() != null) {
            emitter.fail(DefenderException.budgetSpent(time));
        }
    }

    private void begin() {
        // From here on a call may have been made, so it is not for whoever gives up to say that it was not.
        if (!mayEndBy(() -> {}, true)) {
            return;
        }
        Cancellable underWay = Uni.createFrom()
                .deferred(() -> work.apply(gate))
                .subscribe()
                .with(
                        result -> {
                            if (end() != null) {
                                emitter.complete(result);
                            }
                            done();
                        },
                        failure -> {
                            if (end() != null) {
                                emitter.fail(failure);
                            }
                            done();
                        });
        Runnable cancel = () -> {
            underWay.cancel();
            done();
        };
        if (!mayEndBy(cancel, true)) {
            cancel.run();
        }
    }

    private void done() {
        if (done.compareAndSet(false, true)) {
            gate.close();
            afterwards.run();
        }
    }

    private void giveUp() {
        Runnable ending = end();
        if (ending != null) {
            BudgetGate.waited(wait, false);
            ending.run();
        }
    }

    /** @return what it takes to end it here; null when it is over already */
    private synchronized Runnable end() {
        Runnable ending = over ? null : giveUp;
        over = true;
        return ending;
    }

    /** @return false when it is over already */
    private synchronized boolean mayEndBy(Runnable ending, boolean afterTheLine) {
        if (!over && (afterTheLine || !granted)) {
            granted |= afterTheLine;
            giveUp = ending;
        }
        return !over;
    }
}
