// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What becomes of a question that nobody asks any more, while guards that know nothing of that stand in between. */
class InquiryTest {

    private final Inquiry inquiry = new Inquiry();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    private CompletableFuture<String> asked() {
        return inquiry.whileWanted(
                        Uni.createFrom().<String>nothing().onCancellation().invoke(() -> cancelled.set(true)))
                .subscribeAsCompletionStage();
    }

    @Test
    void whatIsUnderWayIsCancelledAndItsGuardsHearOfAnEnd() {
        CompletableFuture<String> guarded = asked();
        inquiry.giveUp();

        assertThat(cancelled).isTrue();
        assertThat(guarded).isCompletedExceptionally();
        assertThat(guarded.handle((answer, failure) -> failure))
                .isCompletedWithValueMatching(CancellationException.class::isInstance);
    }

    @Test
    void nothingFurtherBegins() {
        inquiry.giveUp();
        AtomicBoolean begun = new AtomicBoolean();
        CompletableFuture<String> retried = inquiry.whileWanted(
                        Uni.createFrom().item("answer").onSubscription().invoke(() -> begun.set(true)))
                .subscribeAsCompletionStage();

        assertThat(begun).isFalse();
        assertThat(retried).isCompletedExceptionally();
    }

    @Test
    void whatIsWantedIsLeftAlone() {
        assertThat(inquiry.whileWanted(Uni.createFrom().item("answer")).subscribeAsCompletionStage())
                .isCompletedWithValue("answer");
        assertThat(inquiry.nextAttempt()).isEqualTo(1);
        assertThat(inquiry.nextAttempt()).isEqualTo(2);
    }
}
