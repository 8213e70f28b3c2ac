// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Whose turn it is. */
class LargeAnswersTest {

    private final LargeAnswers large = new LargeAnswers();

    @Test
    void oneAtATimeAndTheNextWhenItEnds() {
        LargeAnswers.Turn first = large.turn();
        LargeAnswers.Turn second = large.turn();
        first.take();
        first.take();
        CompletableFuture<Void> waits = CompletableFuture.runAsync(second::take);

        assertWaits(waits);
        first.end();
        first.end();
        assertThat(waits).succeedsWithin(10, TimeUnit.SECONDS);
        CompletableFuture<Void> third = CompletableFuture.runAsync(large.turn()::take);
        // Ended twice, it has given one turn away.
        assertWaits(third);
        second.end();
        assertThat(third).succeedsWithin(10, TimeUnit.SECONDS);
    }

    private static void assertWaits(CompletableFuture<Void> turn) {
        assertThatThrownBy(() -> turn.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void aTurnThatHasEndedIsNotTakenAnyMore() {
        LargeAnswers.Turn givenUp = large.turn();
        givenUp.end();

        assertThatThrownBy(givenUp::take).isInstanceOf(CancellationException.class);
        assertThat(CompletableFuture.runAsync(large.turn()::take)).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void whoeverServesConnectionsDoesNotWait() throws Exception {
        large.turn().take();
        Vertx vertx = Vertx.vertx();
        try {
            CompletableFuture<Void> served = new CompletableFuture<>();
            vertx.runOnContext(now -> {
                large.turn().take();
                served.complete(null);
            });
            assertThat(served).succeedsWithin(10, TimeUnit.SECONDS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }
}
