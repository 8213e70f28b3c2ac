// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.budget.SimulatedTime;
import dev.filetrail.budget.SomeStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Holds that whatever becomes of one answer, the next is left for the other replicas. */
class SharedAnswersTest {

    private static final Instant FETCHED = Instant.parse("2026-03-04T05:06:07Z");
    private static final Perspective APPLICATION = new Perspective("commercial", "tenant", "application");
    private static final FileHash HASH = new FileHash("1e5bc9d7e413ddd7902c2932e418702b84d0cc07");
    private static final MachineTable LARGE = SomeMachine.tableOf(LargeAnswers.SMALL + 1);
    /** The answer, and where the latest is. */
    private static final int REQUESTS = 2;

    @RegisterExtension
    final SimulatedTime time = new SimulatedTime();

    private final SomeStore store = new SomeStore();
    private final SharedAnswers answers = new SharedAnswers(store.shared(), new Usual(), time);

    @Test
    void leavesTheNextLargeAnswerAfterOneThatCannotBeWritten() {
        keep(new Answer(APPLICATION, HASH, LARGE, null, 0));
        assertThat(store.asked()).isZero();

        keep(new Answer(APPLICATION, HASH, LARGE, FETCHED, 0));
        assertThat(store.asked()).isEqualTo(REQUESTS);
        keep(new Answer(APPLICATION, HASH, LARGE, FETCHED.plusSeconds(1), 0));
        assertThat(store.asked()).isEqualTo(2 * REQUESTS);
    }

    /** Returns when the workers are done. */
    private void keep(Answer answer) {
        answers.keep(answer);
        boolean[] over = {false};
        time.after(Duration.ZERO, () -> over[0] = true);
        time.passUntil(() -> over[0], Duration.ofSeconds(1));
    }
}
