// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.SimulatedTime;
import dev.filetrail.budget.SomeBudget;
import dev.filetrail.defender.CallGate;
import dev.filetrail.defender.DefenderException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the work of an errand begins, and what becomes of its call when it is given up. */
class ErrandTest {

    private static final int LIMIT = 5;

    private final SimulatedTime time = new SimulatedTime();
    private final CallBudget budget = SomeBudget.of(new SomeBudget(LIMIT, 100, 0), time);
    private final Vertx vertx = Vertx.vertx();
    private final Context home = vertx.getOrCreateContext();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger over = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        time.close();
    }

    private <T> Uni<T> errand(Function<CallGate, Uni<T>> work) {
        return errand(Asking.at("test"), work);
    }

    private <T> Uni<T> errand(Asking asking, Function<CallGate, Uni<T>> work) {
        return Errand.of(
                budget,
                CallKind.FILE,
                asking,
                gate -> {
                    begun.incrementAndGet();
                    return work.apply(gate);
                },
                over::incrementAndGet);
    }

    private Uni<Context> makesACall(CallGate gate) {
        return gate.enter().map(passage -> {
            passage.answered();
            return Vertx.currentContext();
        });
    }

    /** A call that is under way for ever. */
    private Uni<Context> neverAnswered(CallGate gate) {
        return gate.enter().chain(passage -> Uni.createFrom()
                .<Context>nothing()
                .onCancellation()
                .invoke(() -> {
                    cancelled.incrementAndGet();
                    passage.answered();
                }));
    }

    private int left() {
        return budget.left(CallKind.FILE).thisMinute();
    }

    private void atHome(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        home.runOnContext(now -> {
            task.run();
            done.complete(null);
        });
        assertThat(done).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void beginsWhereItWasSentFrom() {
        CompletableFuture<Context> where = new CompletableFuture<>();
        atHome(() -> errand(this::makesACall).subscribe().with(where::complete, where::completeExceptionally));

        assertThat(where).succeedsWithin(10, TimeUnit.SECONDS).isSameAs(home);
        atHome(() -> {});
        assertThat(over).hasValue(1);
        assertThat(left()).isEqualTo(LIMIT - 1);
    }

    private void spendAll() {
        for (int i = 0; i < LIMIT; i++) {
            CompletableFuture<Context> spent = new CompletableFuture<>();
            errand(this::makesACall).subscribe().with(spent::complete, spent::completeExceptionally);
            assertThat(spent).succeedsWithin(10, TimeUnit.SECONDS).isNull();
        }
    }

    @Test
    void whoFindsNoCallInTimeIsToldWhenThereIsOne() {
        spendAll();
        CompletableFuture<Context> refused = new CompletableFuture<>();
        errand(this::makesACall).subscribe().with(refused::complete, refused::completeExceptionally);

        assertThat(refused)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        DefenderException.class, e -> assertThat(e.waitTime()).isPositive());
        assertThat(begun).hasValue(LIMIT);
    }

    @Test
    void givenUpInLineItLeavesTheLine() {
        spendAll();
        Cancellable errand = errand(Asking.at("test").inASweep(Duration.ofMinutes(2)), this::makesACall)
                .subscribe()
                .with(where -> {});
        assertThat(budget.waiting(CallKind.FILE)).isOne();
        errand.cancel();

        assertThat(budget.waiting(CallKind.FILE)).isZero();
        assertThat(begun).hasValue(LIMIT);
    }

    @Test
    void givenUpBeforeItBeginsItCostsNothing() {
        atHome(() -> errand(this::makesACall).subscribe().with(where -> {}).cancel());
        atHome(() -> {});

        assertThat(begun).hasValue(0);
        assertThat(left()).isEqualTo(LIMIT);
    }

    @Test
    void givenUpWhileItIsUnderWayTheCallStaysCounted() {
        Cancellable[] errand = new Cancellable[1];
        atHome(() -> errand[0] = errand(this::neverAnswered).subscribe().with(where -> {}));
        atHome(() -> assertThat(begun).hasValue(1));
        errand[0].cancel();

        assertThat(cancelled).hasValue(1);
        assertThat(over).hasValue(1);
        assertThat(left()).isEqualTo(LIMIT - 1);
    }

    @Test
    void aCallThatTheWorkDidNotNeedIsGivenBack() {
        CompletableFuture<String> none = new CompletableFuture<>();
        atHome(() -> errand(gate -> Uni.createFrom().item("remembered meanwhile"))
                .subscribe()
                .with(none::complete, none::completeExceptionally));

        assertThat(none).succeedsWithin(10, TimeUnit.SECONDS);
        atHome(() -> {});
        assertThat(begun).hasValue(1);
        assertThat(over).hasValue(1);
        assertThat(left()).isEqualTo(LIMIT);
    }

    @Test
    void workThatFailsAtOnceIsOver() {
        CompletableFuture<String> failed = new CompletableFuture<>();
        atHome(() -> this.<String>errand(gate -> {
                    throw new IllegalStateException("at once");
                })
                .subscribe()
                .with(failed::complete, failed::completeExceptionally));

        assertThat(failed).failsWithin(10, TimeUnit.SECONDS);
        atHome(() -> {});
        assertThat(over).hasValue(1);
        assertThat(left()).isEqualTo(LIMIT);
    }
}
