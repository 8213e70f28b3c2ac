package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds how long answers are kept, for whom, and that all of them together stay small. */
class RememberedAnswersTest {

    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final MachineTable SMALL = SomeMachine.tableOf(1);
    private static MachineTable large;

    private final RememberedAnswers remembered = new RememberedAnswers(MINUTE);

    @BeforeAll
    static void build() {
        large = SomeMachine.tableOf(60_000);
    }

    @Test
    void servesEverybodyWhileItIsFresh() {
        Answer answer = new Answer(hash(1), SMALL, START);
        remembered.keep(answer, START);

        assertThat(remembered.fresh(hash(1), START)).containsSame(answer);
        assertThat(remembered.fresh(hash(1), START.plus(MINUTE).minusNanos(1))).containsSame(answer);
        assertThat(remembered.fresh(hash(1), START.plus(MINUTE))).isEmpty();
        assertThat(remembered.fresh(hash(2), START)).isEmpty();
    }

    @Test
    void neverServesAnybodyTwiceWhenItIsToRememberNothing() {
        RememberedAnswers nothing = new RememberedAnswers(Duration.ZERO);
        Answer answer = new Answer(hash(1), SMALL, START);
        nothing.keep(answer, START);

        assertThat(nothing.fresh(hash(1), START)).isEmpty();
        assertThat(nothing.forPages(hash(1), START, START)).containsSame(answer);
    }

    @Test
    void servesThoseWhoTurnPagesAfterItHasGrownStale() {
        Answer answer = new Answer(hash(1), SMALL, START);
        remembered.keep(answer, START);
        Instant later = START.plus(RememberedAnswers.FOR_PAGES);

        assertThat(remembered.forPages(hash(1), START, later.minusNanos(1))).containsSame(answer);
        assertThat(remembered.forPages(hash(1), START, later)).isEmpty();
    }

    @Test
    void tellsTheAnswersForOneFileApart() {
        Answer first = new Answer(hash(1), SMALL, START);
        Answer second = new Answer(hash(1), SomeMachine.tableOf(2), START.plus(MINUTE));
        remembered.keep(first, first.fetchedAt());
        remembered.keep(second, second.fetchedAt());
        Instant now = second.fetchedAt();

        assertThat(remembered.fresh(hash(1), now)).containsSame(second);
        assertThat(remembered.forPages(hash(1), first.fetchedAt(), now)).containsSame(first);
        assertThat(remembered.forPages(hash(1), second.fetchedAt(), now)).containsSame(second);
        assertThat(remembered.forPages(hash(2), first.fetchedAt(), now)).isEmpty();
        assertThat(remembered.forPages(hash(1), START.minusSeconds(1), now)).isEmpty();
    }

    @Test
    void letsTheOldestGoWhenAllTogetherGrowTooHeavy() {
        List<Answer> answers = List.of(
                new Answer(hash(1), large, START),
                new Answer(hash(2), large, START.plusSeconds(1)),
                new Answer(hash(3), large, START.plusSeconds(2)));
        answers.forEach(answer -> remembered.keep(answer, answer.fetchedAt()));
        Instant now = START.plusSeconds(3);

        assertThat(remembered.fresh(hash(1), now)).isEmpty();
        assertThat(remembered.forPages(hash(1), START, now)).isEmpty();
        assertThat(remembered.fresh(hash(2), now)).containsSame(answers.get(1));
        assertThat(remembered.fresh(hash(3), now)).containsSame(answers.get(2));
    }

    @Test
    void keepsTheNewestWhateverItsSize() {
        Answer huge = new Answer(hash(2), SomeMachine.tableOf(150_001), START.plusSeconds(1));
        remembered.keep(new Answer(hash(1), SMALL, START), START);
        remembered.keep(huge, huge.fetchedAt());

        assertThat(remembered.fresh(hash(1), START.plusSeconds(1))).isEmpty();
        assertThat(remembered.fresh(hash(2), START.plusSeconds(1))).containsSame(huge);
    }

    @Test
    void countsOutWhatItLetGo() {
        for (int i = 0; i < 20; i++) {
            Instant now = START.plusSeconds(i);
            remembered.keep(new Answer(hash(i), large, now), now);
            assertThat(remembered.fresh(hash(i), now)).isPresent();
            if (i > 0) {
                assertThat(remembered.fresh(hash(i - 1), now)).isPresent();
            }
            if (i > 1) {
                assertThat(remembered.fresh(hash(i - 2), now)).isEmpty();
            }
        }
    }

    @Test
    void weighsAnswersWithoutMachinesToo() {
        MachineTable none = SomeMachine.tableOf(0);
        for (int i = 0; i < 15_001; i++) {
            remembered.keep(new Answer(hash(i), none, START), START);
        }

        assertThat(remembered.fresh(hash(0), START)).isEmpty();
        assertThat(remembered.fresh(hash(1), START)).isPresent();
        assertThat(remembered.fresh(hash(15_000), START)).isPresent();
    }

    @Test
    void keepsANewAnswerWhenAnOldOneForTheSameFileGoes() {
        remembered.keep(new Answer(hash(1), large, START), START);
        Answer again = new Answer(hash(1), SMALL, START.plusSeconds(1));
        remembered.keep(again, START.plusSeconds(1));
        remembered.keep(new Answer(hash(2), large, START.plusSeconds(2)), START.plusSeconds(2));
        remembered.keep(new Answer(hash(3), large, START.plusSeconds(3)), START.plusSeconds(3));

        assertThat(remembered.forPages(hash(1), START, START.plusSeconds(3))).isEmpty();
        assertThat(remembered.fresh(hash(1), START.plusSeconds(3))).containsSame(again);
    }

    /** {@code filetrail.remember} may be longer than pages can be turned. */
    @Test
    void servesEverybodyAsLongAsItIsToldThoughItServesPagesForLess() {
        RememberedAnswers hour = new RememberedAnswers(Duration.ofHours(1));
        Answer answer = new Answer(hash(1), SMALL, START);
        hour.keep(answer, START);
        Instant now = START.plus(Duration.ofMinutes(30));
        hour.keep(new Answer(hash(2), SMALL, now), now);

        assertThat(hour.fresh(hash(1), now)).containsSame(answer);
    }

    private static FileHash hash(int number) {
        return new FileHash(String.format("%040x", number));
    }
}
