// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The clock on the wall is set, by hours and both ways, while FileTrail answers: nothing that counts goes by it. */
@QuarkusTest
@TestProfile(ClockJumpTest.OwnClock.class)
@QuarkusTestResource(value = SimulatedDefender.class, restrictToAnnotatedClass = true)
@Tag("long")
class ClockJumpTest {

    /** FileTrail with a clock of the test's. */
    public static final class OwnClock implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(WallClock.class);
        }
    }

    /** The clock on FileTrail's wall. */
    @Alternative
    @Singleton
    public static class WallClock extends Clock {

        private final JumpingClock clock = new JumpingClock();

        void jumpTo(Duration off) {
            clock.jumpTo(off);
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return clock.withZone(zone);
        }
    }

    @Inject
    WallClock wall;

    @Simulated
    Simulator defender;

    @BeforeEach
    @AfterEach
    void calm() {
        wall.jumpTo(Duration.ZERO);
        defender.calls().clear();
    }

    @Test
    void anAnswerLivesNeitherLongerNorShorterForIt() {
        String hash = Question.newHash();
        Question.ask(hash);
        for (Duration jump : new Duration[] {Duration.ofHours(5), Duration.ofHours(-5), Duration.ofDays(4_000)}) {
            wall.jumpTo(jump);
            Question again = Question.ask(hash);

            assertThat(again.remembered()).as("after a jump by %s", jump).isTrue();
            assertThat((int) again.structure().get("age_seconds")).isBetween(0, 20);
        }
        assertThat(defender.calls().count(CallKind.MACHINES_OF_FILE)).isOne();
    }

    @Test
    void pagesAreTurnedAllTheSame() {
        Question first = Question.ask(Map.of("hash", SimulatedFiles.SEVERAL_MACHINES, "limit", 10));
        wall.jumpTo(Duration.ofHours(-30));
        Question second = Question.ask(
                Map.of("hash", SimulatedFiles.SEVERAL_MACHINES, "limit", 10, "cursor", first.nextCursor()));

        assertThat(first.ids()).hasSize(10).doesNotContainAnyElementsOf(second.ids());
        assertThat(second.ids()).hasSize(4);
    }

    @Test
    void callsAreCountedAllTheSame() {
        int before = left(Question.ask(Question.newHash()));
        wall.jumpTo(Duration.ofDays(400));
        assertThat(left(Question.ask(Question.newHash()))).isEqualTo(before - 1);
        wall.jumpTo(Duration.ofDays(-400));
        assertThat(left(Question.ask(Question.newHash()))).isEqualTo(before - 2);
    }

    @SuppressWarnings("unchecked")
    private static int left(Question answer) {
        return (int) ((Map<String, Object>) answer.structure().get("budget")).get("left_this_minute");
    }
}
