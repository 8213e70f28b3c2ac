// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds what many askers share: one errand, given up only when nobody waits for it any more. */
class UnderWayTest {

    private final UnderWay<String, String> underWay = new UnderWay<>();
    private final List<UniEmitter<? super String>> sent = new ArrayList<>();
    private final List<String> came = new ArrayList<>();
    private int givenUp;

    @Test
    void sendsOneForAll() {
        ask("a");
        ask("a");
        ask("b");
        assertThat(sent).hasSize(2);

        sent.get(0).complete("answer");
        assertThat(came).containsExactly("answer", "answer");
    }

    @Test
    void sendsAnotherWhenTheFirstHasCome() {
        ask("a");
        sent.get(0).complete("first");
        ask("a");
        sent.get(1).complete("second");

        assertThat(came).containsExactly("first", "second");
        assertThat(givenUp).isZero();
    }

    @Test
    void tellsAllOfAFailureAndForgetsIt() {
        ask("a");
        ask("a");
        sent.get(0).fail(new IllegalStateException("down"));
        assertThat(came).containsExactly("failed: down", "failed: down");

        ask("a");
        sent.get(1).complete("up");
        assertThat(came).endsWith("up");
    }

    @Test
    void goesOnForTheRest() {
        Cancellable first = ask("a");
        ask("a");
        first.cancel();
        assertThat(givenUp).isZero();

        sent.get(0).complete("answer");
        assertThat(came).containsExactly("answer");
    }

    @Test
    void isGivenUpWhenNobodyIsLeft() {
        Cancellable first = ask("a");
        Cancellable second = ask("a");
        second.cancel();
        first.cancel();
        assertThat(givenUp).isOne();

        ask("a");
        assertThat(sent)
                .as("who comes later does not wait for what was given up")
                .hasSize(2);
        sent.get(1).complete("answer");
        assertThat(came).containsExactly("answer");
    }

    @Test
    void countsAnAskerOutOnce() {
        Cancellable first = ask("a");
        ask("a");
        first.cancel();
        first.cancel();

        assertThat(givenUp).isZero();
    }

    private Cancellable ask(String key) {
        return underWay.join(key, () -> Uni.createFrom()
                        .<String>emitter(sent::add)
                        .onCancellation()
                        .invoke(() -> givenUp++))
                .subscribe()
                .with(came::add, failure -> came.add("failed: " + failure.getMessage()));
    }
}
