// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds how long answers are kept, for whom, and that all of them together stay small. */
class AnswerMemoryTest {

    private static final Instant WALL = Instant.parse("2026-03-04T05:06:07Z");
    private static final Perspective APPLICATION = new Perspective("commercial", "tenant", "application");
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /** The time that passes may start anywhere. */
    private static final long START = Long.MAX_VALUE - SECOND;

    private static final MachineTable SMALL = SomeMachine.tableOf(1);
    private static final MachineTable NONE = SomeMachine.tableOf(0);
    /** A good half of a megabyte. */
    private static MachineTable large;

    private final AnswerMemory memory = new AnswerMemory(config(60, 30, 3_600, 1), Long.MAX_VALUE);

    @BeforeAll
    static void build() {
        large = SomeMachine.tableOf(6_000);
        assertThat(large.bytes()).isBetween(400_000L, 524_288L);
    }

    @Test
    void servesEverybodyWhileItIsFresh() {
        Answer answer = keep(1, SMALL, START);

        assertThat(memory.fresh(APPLICATION, hash(1), START)).containsSame(answer);
        assertThat(memory.fresh(APPLICATION, hash(1), START + MINUTE - 1)).containsSame(answer);
        assertThat(memory.fresh(APPLICATION, hash(1), START + MINUTE)).isEmpty();
        assertThat(memory.fresh(APPLICATION, hash(2), START)).isEmpty();
    }

    @Test
    void servesAnEmptyAnswerForLess() {
        keep(1, NONE, START);

        assertThat(memory.fresh(APPLICATION, hash(1), START + 30 * SECOND - 1)).isPresent();
        assertThat(memory.fresh(APPLICATION, hash(1), START + 30 * SECOND)).isEmpty();
    }

    @Test
    void givesNobodyWhatAnotherWasShown() {
        keep(1, SMALL, START);

        for (Perspective other : new Perspective[] {
            new Perspective("commercial", "tenant", "person"),
            new Perspective("commercial", "other", "application"),
            new Perspective("gcc", "tenant", "application")
        }) {
            assertThat(memory.fresh(other, hash(1), START)).isEmpty();
            assertThat(memory.stale(other, hash(1), START)).isEmpty();
            assertThat(memory.forPages(other, hash(1), WALL, START)).isEmpty();
        }
    }

    @Test
    void neverServesAnybodyTwiceWhenItIsToRememberNothing() {
        AnswerMemory nothing = new AnswerMemory(config(0, 0, 0, 0), Long.MAX_VALUE);
        Answer answer = new Answer(APPLICATION, hash(1), SMALL, WALL, START);
        nothing.keep(answer, START);

        assertThat(nothing.fresh(APPLICATION, hash(1), START)).isEmpty();
        assertThat(nothing.stale(APPLICATION, hash(1), START)).isEmpty();
        assertThat(nothing.forPages(APPLICATION, hash(1), WALL, START)).containsSame(answer);
    }

    @Test
    void takesNoMoreThanAQuarterOfASmallHeap() {
        AnswerMemory small = new AnswerMemory(config(60, 30, 3_600, 24), 4 * large.bytes());
        small.keep(new Answer(APPLICATION, hash(1), SMALL, WALL, START), START);
        small.keep(new Answer(APPLICATION, hash(2), large, WALL, START), START);

        assertThat(small.size()).isEqualTo(1);
        assertThat(small.fresh(APPLICATION, hash(2), START)).isPresent();
    }

    @Test
    void hasAnAnswerForTheCaseThatThereIsNoOther() {
        Answer answer = keep(1, SMALL, START);

        assertThat(memory.stale(APPLICATION, hash(1), START + 60 * MINUTE - 1)).containsSame(answer);
        assertThat(memory.stale(APPLICATION, hash(1), START + 60 * MINUTE)).isEmpty();
    }

    @Test
    void servesThoseWhoTurnPagesAfterItHasGrownStale() {
        Answer answer = keep(1, SMALL, START);
        long later = START + 60 * MINUTE;

        assertThat(memory.forPages(APPLICATION, hash(1), WALL, later - 1))
                .as("a first page can still be cut from it while Defender is down")
                .containsSame(answer);
        assertThat(memory.forPages(APPLICATION, hash(1), WALL, later)).isEmpty();
    }

    @Test
    void servesThemForAWhileWhateverIsToBeRemembered() {
        AnswerMemory nothing = new AnswerMemory(config(0, 0, 0, 1), Long.MAX_VALUE);
        Answer answer = new Answer(APPLICATION, hash(1), SMALL, WALL, START);
        nothing.keep(answer, START);
        long later = START + AnswerMemory.FOR_PAGES.toNanos();

        assertThat(nothing.forPages(APPLICATION, hash(1), WALL, later - 1)).containsSame(answer);
        assertThat(nothing.forPages(APPLICATION, hash(1), WALL, later)).isEmpty();
    }

    @Test
    void tellsTheAnswersForOneFileApart() {
        Answer first = keep(1, SMALL, START);
        Answer second = new Answer(APPLICATION, hash(1), SomeMachine.tableOf(2), WALL.plusSeconds(60), START + MINUTE);
        memory.keep(second, START + MINUTE);
        long now = START + MINUTE;

        assertThat(memory.fresh(APPLICATION, hash(1), now)).containsSame(second);
        assertThat(memory.forPages(APPLICATION, hash(1), WALL, now)).containsSame(first);
        assertThat(memory.forPages(APPLICATION, hash(1), WALL.plusSeconds(60), now))
                .containsSame(second);
        assertThat(memory.forPages(APPLICATION, hash(2), WALL, now)).isEmpty();
        assertThat(memory.forPages(APPLICATION, hash(1), WALL.minusSeconds(1), now))
                .isEmpty();
    }

    /** The clock on the wall may be set back by an hour: an answer does not live an hour longer for it. */
    @Test
    void agesByTheTimeThatPasses() {
        Answer answer = new Answer(APPLICATION, hash(1), SMALL, WALL.plusSeconds(3_600), START);
        memory.keep(answer, START);

        assertThat(memory.fresh(APPLICATION, hash(1), START + MINUTE)).isEmpty();
        assertThat(answer.age(START + MINUTE)).isEqualTo(MINUTE);
    }

    @Test
    void letsTheOldestGoWhenAllTogetherGrowTooHeavy() {
        keep(1, large, START);
        Answer second = keep(2, large, START + 1);
        Answer third = keep(3, large, START + 2);
        long now = START + 3;

        assertThat(memory.fresh(APPLICATION, hash(1), now)).isEmpty();
        assertThat(memory.forPages(APPLICATION, hash(1), WALL, now)).isEmpty();
        assertThat(memory.fresh(APPLICATION, hash(2), now)).containsSame(second);
        assertThat(memory.fresh(APPLICATION, hash(3), now)).containsSame(third);
        assertThat(memory.bytes()).isBetween(2 * large.bytes(), 1_048_576L);
    }

    @Test
    void keepsTheNewestWhateverItsSize() {
        keep(1, SMALL, START);
        Answer huge = keep(2, SomeMachine.tableOf(30_000), START + 1);

        assertThat(memory.fresh(APPLICATION, hash(1), START + 1)).isEmpty();
        assertThat(memory.fresh(APPLICATION, hash(2), START + 1)).containsSame(huge);
        keep(3, SMALL, START + 2);
        assertThat(memory.fresh(APPLICATION, hash(2), START + 2)).isEmpty();
    }

    @Test
    void countsOutWhatItLetGo() {
        for (int i = 0; i < 20; i++) {
            keep(i, large, START + i);
            assertThat(memory.size()).isEqualTo(Math.min(2, i + 1));
        }
        long now = START + 60 * MINUTE + 20;
        assertThat(memory.fresh(APPLICATION, hash(19), now)).isEmpty();
        assertThat(memory.size())
                .as("what is too old for anything is let go when somebody asks")
                .isZero();
        assertThat(memory.bytes()).isZero();
    }

    @Test
    void weighsAnswersWithoutMachinesToo() {
        for (int i = 0; i < 1_100; i++) {
            keep(i, NONE, START);
        }

        assertThat(memory.fresh(APPLICATION, hash(0), START)).isEmpty();
        assertThat(memory.fresh(APPLICATION, hash(1_099), START)).isPresent();
        assertThat(memory.bytes()).isLessThanOrEqualTo(1_048_576L);
    }

    @Test
    void keepsANewAnswerWhenAnOldOneForTheSameFileGoes() {
        keep(1, large, START);
        Answer again = new Answer(APPLICATION, hash(1), SMALL, WALL.plusSeconds(1), START + 1);
        memory.keep(again, START + 1);
        keep(2, large, START + 2);
        keep(3, large, START + 3);

        assertThat(memory.forPages(APPLICATION, hash(1), WALL, START + 3)).isEmpty();
        assertThat(memory.fresh(APPLICATION, hash(1), START + 3)).containsSame(again);
    }

    /** Somebody turns the pages of an answer that another replica has left. */
    @Test
    void servesTheLatestWhateverComesAfterIt() {
        Answer latest = keep(1, SMALL, START + MINUTE);
        Answer older = new Answer(APPLICATION, hash(1), SMALL, WALL.minusSeconds(60), START);
        memory.keep(older, START + MINUTE);

        assertThat(memory.fresh(APPLICATION, hash(1), START + MINUTE)).containsSame(latest);
        assertThat(memory.forPages(APPLICATION, hash(1), WALL.minusSeconds(60), START + MINUTE))
                .containsSame(older);
    }

    /** How old an answer is that another replica has left can be told nearly; the same one may seem older when it comes again. */
    @Test
    void keepsTheSameAnswerOnce() {
        keep(1, large, START + 1);
        Answer again = keep(1, large, START);

        assertThat(memory.fresh(APPLICATION, hash(1), START + 1)).containsSame(again);
        assertThat(memory.forPages(APPLICATION, hash(1), WALL, START + 1)).containsSame(again);
        assertThat(memory.size()).isOne();
    }

    private Answer keep(int file, MachineTable machines, long now) {
        Answer answer = new Answer(APPLICATION, hash(file), machines, WALL, now);
        memory.keep(answer, now);
        return answer;
    }

    private static FileHash hash(int number) {
        return new FileHash(String.format("%040x", number));
    }

    private static TrailConfig config(int remember, int empty, int stale, int megabytes) {
        return new TrailConfig() {
            @Override
            public Duration remember() {
                return Duration.ofSeconds(remember);
            }

            @Override
            public Duration rememberEmpty() {
                return Duration.ofSeconds(empty);
            }

            @Override
            public Duration rememberStale() {
                return Duration.ofSeconds(stale);
            }

            @Override
            public int rememberMegabytes() {
                return megabytes;
            }

            @Override
            public Duration sweepTime() {
                return Duration.ofSeconds(45);
            }
        };
    }
}
