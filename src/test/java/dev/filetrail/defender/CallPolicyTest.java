// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import static io.smallrye.faulttolerance.api.CircuitBreakerState.CLOSED;
import static io.smallrye.faulttolerance.api.CircuitBreakerState.HALF_OPEN;
import static io.smallrye.faulttolerance.api.CircuitBreakerState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.acceptance.SimulatedDefender;
import dev.filetrail.defender.CallGate.Passage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When Defender is left alone, and what tells that it is back. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
@Tag("long")
class CallPolicyTest {

    @Inject
    CallPolicy policy;

    @Inject
    CircuitBreakerMaintenance breakers;

    @Inject
    Vertx vertx;

    private final BlockingQueue<CircuitBreakerState> states = new LinkedBlockingQueue<>();

    @AfterEach
    void calm() {
        breakers.reset(CallMeters.BREAKER);
    }

    @Test
    void onlyDefendersOwnWordTellsThatItIsBack() throws Exception {
        breakers.onStateChange(CallMeters.BREAKER, states::add);
        var down = new Asked(free(), Uni.createFrom().failure(new ProcessingException("nobody there")));
        // Each asks three times.
        Uni.join()
                .all(IntStream.range(0, 20)
                        .mapToObj(each -> policy.ask(down).onFailure().recoverWithNull())
                        .toList())
                .andCollectFailures()
                .await()
                .atMost(Duration.ofSeconds(60));
        assertNext(OPEN);
        assertNext(HALF_OPEN);

        CompletableFuture<Void> sent = new CompletableFuture<>();
        Cancellable impatient = policy.ask(new Asked(
                        free(),
                        Uni.createFrom().<Response>nothing().onSubscription().invoke(() -> sent.complete(null))))
                .subscribe()
                .with(answer -> {});
        assertThat(sent).succeedsWithin(10, TimeUnit.SECONDS);
        impatient.cancel();
        assertNext(OPEN);
        assertNext(HALF_OPEN);

        assertFails(
                new Asked(() -> Uni.createFrom().failure(Trouble.budgetSpent(Duration.ofSeconds(1))), null),
                DefenderException.Kind.BUDGET_SPENT);
        assertNext(OPEN);
        assertNext(HALF_OPEN);

        assertFails(
                new Asked(
                        free(), Uni.createFrom().item(() -> Response.status(400).build())),
                DefenderException.Kind.BAD_REQUEST);
        assertNext(CLOSED);
    }

    /** Whoever waits on an event loop has that one's timer, anybody else a thread's. */
    @Test
    void endsAnAttemptThatTakesTooLong() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        CompletableFuture<Void> endedOnALoop = new CompletableFuture<>();
        CompletableFuture<String> answer = policy.ask(neverAnswered(ended)).subscribeAsCompletionStage();
        CompletableFuture<String> answerOnALoop = new CompletableFuture<>();
        vertx.getOrCreateContext().runOnContext(now -> policy.ask(neverAnswered(endedOnALoop))
                .subscribe()
                .with(answerOnALoop::complete, answerOnALoop::completeExceptionally));

        for (CompletableFuture<?> late : List.of(answer, answerOnALoop)) {
            assertThat(late)
                    .failsWithin(40, TimeUnit.SECONDS)
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOfSatisfying(DefenderException.class, failure -> assertThat(failure.kind())
                            .isEqualTo(DefenderException.Kind.TIMED_OUT));
        }
        assertThat(ended).succeedsWithin(1, TimeUnit.SECONDS);
        assertThat(endedOnALoop).succeedsWithin(1, TimeUnit.SECONDS);
    }

    private static Asked neverAnswered(CompletableFuture<Void> ended) {
        return new Asked(
                free(), Uni.createFrom().<Response>nothing().onCancellation().invoke(() -> ended.complete(null)));
    }

    private void assertNext(CircuitBreakerState state) throws InterruptedException {
        assertThat(states.poll(30, TimeUnit.SECONDS)).isEqualTo(state);
    }

    private void assertFails(Asked asked, DefenderException.Kind kind) {
        Throwable failure = policy.ask(asked)
                .onItemOrFailure()
                .transform((answer, thrown) -> thrown)
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(failure).isInstanceOfSatisfying(DefenderException.class, thrown -> assertThat(thrown.kind())
                .isEqualTo(kind));
    }

    private static CallGate free() {
        return () -> Uni.createFrom().item(new Passage() {
            @Override
            public void answered() {}

            @Override
            public void throttled(Duration wait) {}

            @Override
            public void unused() {}
        });
    }

    /** A question without words, and what comes back. */
    private record Asked(CallGate gate, Uni<Response> back) implements Exchange<String> {

        @Override
        public Operation operation() {
            return Operation.FILE;
        }

        @Override
        public Person person() {
            return null;
        }

        @Override
        public Uni<Response> send(String authorization) {
            return back;
        }

        @Override
        public String read(InputStream body) {
            return "an answer";
        }

        @Override
        public boolean mayBeUnknown() {
            return false;
        }

        @Override
        public String unknown() {
            throw new UnsupportedOperationException("it is known");
        }
    }
}
