// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.SimulatedTime;
import dev.filetrail.budget.SomeBudget;
import dev.filetrail.defender.CallGate;
import dev.filetrail.defender.DefenderException;
import dev.filetrail.defender.SomeTrouble;
import dev.filetrail.trail.SmallAnswers.Known;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long small answers are remembered, and what is said while Defender is down, in simulated time. */
class SmallAnswersTest {

    private static final Asking ASKING = Asking.at("test");

    @RegisterExtension
    final SimulatedTime time = new SimulatedTime();

    private final AtomicInteger calls = new AtomicInteger();
    private SmallAnswers<String, String> answers;
    private volatile DefenderException trouble;

    @BeforeEach
    void start() {
        answers = new SmallAnswers<>(
                SomeBudget.of(new SomeBudget(100, 1_500, 0), time),
                CallKind.FILE,
                new Usual(),
                Clock.systemUTC(),
                time,
                String::length);
    }

    @Test
    void remembersForAMinuteAndNothingForHalfOfIt() {
        assertThat(get("a", "x").remembered()).isFalse();
        pass(59);
        assertThat(get("a", "y")).extracting(Known::value, Known::remembered).containsExactly("x", true);
        pass(1);
        assertThat(get("a", "y").value()).isEqualTo("y");

        get("b", "");
        pass(29);
        assertThat(get("b", "z").value()).isEmpty();
        pass(1);
        assertThat(get("b", "z").value()).isEqualTo("z");
    }

    @Test
    void contentsWhoeverTurnsPagesWithAnOlderOne() {
        get("a", "x");
        pass(599);
        Duration tenMinutes = Duration.ofMinutes(10);

        assertThat(of(answers.get("a", ASKING, tenMinutes, fetch("y"))).value()).isEqualTo("x");
        pass(1);
        assertThat(of(answers.get("a", ASKING, tenMinutes, fetch("y"))).value()).isEqualTo("y");
    }

    @Test
    void givesTheLastAnswerForAnHourWhileDefenderIsDownAndSaysWhy() {
        get("a", "x");
        pass(3_599);
        trouble = SomeTrouble.outage();
        Known<String> stale = get("a", "y");

        assertThat(stale)
                .extracting(Known::value, Known::remembered, Known::staleReason)
                .containsExactly("x", true, trouble.getMessage());
        assertThat(answers.ageSeconds(stale)).isEqualTo(3_599);
        pass(1);
        assertThat(catchThrowable(() -> get("a", "y"))).hasCause(trouble);
    }

    @Test
    void saysToWhoeverTurnsPagesThatTheAnswerIsStaleUntilThereIsANewOne() {
        get("a", "x");
        pass(100);
        trouble = SomeTrouble.outage();
        get("a", "y");
        String reason = trouble.getMessage();
        trouble = null;

        assertThat(page("a").staleReason()).isEqualTo(reason);
        get("a", "y");
        assertThat(page("a")).extracting(Known::value, Known::staleReason).containsExactly("y", null);
    }

    @Test
    void givesNoOldAnswerToWhoeverWantsANewOneNorWhenDefenderRefuses() {
        get("a", "x");
        pass(100);
        trouble = DefenderException.budgetSpent(Duration.ofSeconds(3));
        assertThat(catchThrowable(() -> get("a", "y"))).hasCause(trouble);
        trouble = SomeTrouble.outage();
        assertThat(catchThrowable(() -> of(answers.get("a", ASKING.fresh(true), fetch("y")))))
                .hasCause(trouble);
    }

    @Test
    void keepsWhatCameAnotherWay() {
        answers.keep("a", "x");

        assertThat(get("a", "y")).extracting(Known::value, Known::remembered).containsExactly("x", true);
        assertThat(calls).hasValue(0);
    }

    @Test
    void letsTheOldestGoWhenItHoldsTooMuchAndNeverTheNewest() {
        get("a", "x".repeat(2_000));
        get("b", "x".repeat(2_000));
        get("c", "x".repeat(2_000));
        assertThat(get("b", "again").remembered()).isTrue();
        assertThat(get("a", "again").remembered()).isFalse();

        get("huge", "x".repeat(50_000));
        assertThat(get("huge", "again").remembered()).isTrue();
        assertThat(get("c", "again").remembered()).isFalse();
    }

    private Known<String> get(String key, String said) {
        return of(answers.get(key, ASKING, fetch(said)));
    }

    private Known<String> page(String key) {
        return of(answers.get(key, ASKING, Duration.ofMinutes(10), fetch("z")));
    }

    private Function<CallGate, Uni<String>> fetch(String said) {
        return gate -> Uni.createFrom().item(() -> {
            calls.incrementAndGet();
            if (trouble != null) {
                throw trouble;
            }
            return said;
        });
    }

    private Known<String> of(Uni<Known<String>> asked) {
        CompletableFuture<Known<String>> answer = asked.subscribeAsCompletionStage();
        time.passUntil(answer::isDone, Duration.ofSeconds(10));
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void pass(long seconds) {
        time.pass(Duration.ofSeconds(seconds));
    }
}
