// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.SimulatedTime;
import dev.filetrail.budget.SomeBudget;
import dev.filetrail.defender.SomeSetup;
import dev.filetrail.defender.StrictDefender;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Holds who shares a lookup with whom, in simulated time. */
class Sha1LookupTest {

    /** Longer than a minute, after which there are calls again. */
    private static final Duration LONG = Duration.ofSeconds(90);

    private static final Perspective APPLICATION = new Perspective("commercial", "tenant", "application");
    private static final Asking QUESTION = Asking.at("test");
    private static final Asking SWEEP = QUESTION.inASweep(LONG);
    /** Of 100 calls in a minute a sweep leaves 20. */
    private static final int ALL_OF_A_SWEEP = 80;

    @RegisterExtension
    final SimulatedTime time = new SimulatedTime();

    private final StrictDefender defender = new StrictDefender(time, 7);
    private final CallBudget budget = SomeBudget.of(new SomeBudget(100, 1_500, 0.2), time);
    private final SomeSetup setup = new SomeSetup();
    private final Sha1Lookup lookup = new Sha1Lookup(
            defender,
            setup,
            budget,
            new KnownFiles(defender, setup, budget, new Usual(), Clock.systemUTC(), time),
            time);

    @Test
    void sendsOneForAllWhoAskTheSame() {
        List<FileHash> first = ask(1, QUESTION);
        List<FileHash> second = ask(1, QUESTION);
        time.passUntil(() -> !first.isEmpty() && !second.isEmpty(), LONG);

        assertThat(first).isEqualTo(second).containsExactly(sha1(1));
        assertThat(defender.calls()).isOne();
    }

    @Test
    void letsNoQuestionStandInTheLineOfASweep() {
        List<FileHash> last = List.of();
        for (int i = 0; i < ALL_OF_A_SWEEP; i++) {
            last = ask(i, SWEEP);
        }
        List<FileHash> swept = ask(ALL_OF_A_SWEEP, SWEEP);
        List<FileHash> allowed = last;
        time.passUntil(() -> !allowed.isEmpty(), LONG);

        List<FileHash> asked = ask(ALL_OF_A_SWEEP, QUESTION);
        time.passUntil(() -> !asked.isEmpty(), Duration.ofSeconds(2));

        assertThat(asked).containsExactly(sha1(ALL_OF_A_SWEEP));
        assertThat(swept).as("still in its line").isEmpty();
        time.passUntil(() -> !swept.isEmpty(), LONG);
        assertThat(defender.askedFor().get(sha256(ALL_OF_A_SWEEP).hex()))
                .as("the one in line takes what the other has found")
                .isOne();
    }

    private List<FileHash> ask(int file, Asking asking) {
        List<FileHash> found = new ArrayList<>();
        lookup.sha1(APPLICATION, sha256(file), asking).subscribe().with(found::add, failure -> {});
        return found;
    }

    private static FileHash sha1(int file) {
        return new FileHash("%039x1".formatted(file));
    }

    private static FileHash sha256(int file) {
        return new FileHash(sha1(file).hex() + "1".repeat(24));
    }
}
