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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Work that takes calls: it waits in line for the first one, then begins where it was sent from. It holds no thread, neither
 * while it waits nor while it is under way. Given up while it waits it leaves the line and costs nothing; given up later, what
 * is under way is cancelled.
 *
 * @param <T> what it brings back
 */
final class Errand<T> implements CallBudget.Asker {

    private static final Runnable SENT = () -> {};

    private final Function<CallGate, Uni<T>> work;
    private final Runnable afterwards;
    private final BudgetGate gate;
    private final UniEmitter<? super T> emitter;
    private final Span wait;
    /** Where it was sent from; null when that is no place of Vert.x. */
    private final Context home = Vertx.currentContext();

    /**
     * How to give it up, step by step: nothing is to be done before it has a place in line; then the line is left; then the call is
     * given back; nothing again while the work begins; then the work is cancelled. Null when it is over.
     */
    private final AtomicReference<Runnable> givenUpBy = new AtomicReference<>(SENT);
    /** The work may end, and whoever waits for it give up, at the same moment. */
    private final AtomicBoolean done = new AtomicBoolean();

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

    /** By now it may have its call already, or be over: the line tells it on whatever thread. */
    private void waits(CallBudget.Place inLine) {
        Runnable before = givenUpBy.compareAndExchange(SENT, inLine::leave);
        if (before == null) {
            inLine.leave();
        }
    }

    @Override
    public void granted(Call call) {
        BudgetGate.waited(wait, true);
        if (!goesOn(call::unused)) {
            call.unused();
            return;
        }
        gate.first(call);
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
        if (!goesOn(() -> {})) {
            return;
        }
        Cancellable underWay = Uni.createFrom()
                .deferred(() -> work.apply(gate))
                .subscribe()
                .with(result -> ends(() -> emitter.complete(result)), failure -> ends(() -> emitter.fail(failure)));
        Runnable cancel = () -> {
            underWay.cancel();
            done();
        };
        if (!goesOn(cancel)) {
            cancel.run();
        }
    }

    private void ends(Runnable tell) {
        if (end() != null) {
            tell.run();
        }
        done();
    }

    /** Whoever waited has gone on. */
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

    /**
     * It comes a step further.
     *
     * @param nowGivenUpBy how to give it up from here on
     * @return false when it is over already
     */
    private boolean goesOn(Runnable nowGivenUpBy) {
        return givenUpBy.getAndUpdate(before -> before == null ? null : nowGivenUpBy) != null;
    }

    /** @return how it would have been given up; null when it was over already */
    private Runnable end() {
        return givenUpBy.getAndSet(null);
    }
}
