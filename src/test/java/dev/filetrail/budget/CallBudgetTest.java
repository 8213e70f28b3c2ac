// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import static dev.filetrail.budget.CallKind.FILE;
import static dev.filetrail.budget.CallKind.MACHINES_OF_FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Holds the budget to its two windows, to the order of those who wait, and to what Defender itself says. */
class CallBudgetTest {

    private static final Duration NO_PATIENCE = Duration.ZERO;
    private static final Duration FOREVER = Duration.ofDays(30);

    private final PassingTime time = new PassingTime();

    /** Questions and sweeps, patient and not, fast and slow, in any mixture: Defender never counts too many, and nobody is forgotten. */
    @Property(tries = 200)
    void neverStartsMoreThanTheLimitsAllow(
            @ForAll @IntRange(min = 1, max = 6) int perMinute,
            @ForAll @IntRange(min = 1, max = 40) int perHour,
            @ForAll @Size(max = 120) List<@IntRange(max = 1_000_000) Integer> arrivals) {
        PassingTime passing = new PassingTime();
        CallBudget budget = SomeBudget.of(new SomeBudget(perMinute, perHour, 0.2), passing);
        List<Long> starts = new ArrayList<>();
        List<Teller> askers = new ArrayList<>();
        for (int arrival : arrivals) {
            passing.pass(Duration.ofMillis(arrival % 40_000));
            Teller asker = new Teller() {
                @Override
                public void granted(Call call) {
                    super.granted(call);
                    starts.add(passing.nanos());
                    passing.after(Duration.ofMillis(arrival % 7_000), call::answered);
                }
            };
            askers.add(asker);
            budget.next(
                    MACHINES_OF_FILE,
                    arrival % 3 == 0 ? Urgency.SWEEP : Urgency.QUESTION,
                    Duration.ofSeconds(arrival % 5 == 0 ? 600 : arrival % 10),
                    asker);
        }
        passing.pass(Duration.ofHours(3));

        assertThat(askers).allMatch(asker -> asker.told() == 1);
        assertThat(mostWithin(starts, Duration.ofMinutes(1))).isLessThanOrEqualTo(perMinute);
        assertThat(mostWithin(starts, Duration.ofHours(1))).isLessThanOrEqualTo(perHour);
        assertThat(budget.waiting(MACHINES_OF_FILE)).isZero();
        assertThat(budget.left(MACHINES_OF_FILE).thisHour()).isEqualTo(perHour);
    }

    private static int mostWithin(List<Long> starts, Duration length) {
        int most = 0;
        for (int first = 0, last = 0; last < starts.size(); last++) {
            while (starts.get(last) - starts.get(first) >= length.toNanos()) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @Test
    void grantsAHundredCallsAndThenSaysHowLongToWait() {
        CallBudget budget = budget(100, 1_500);
        assertThat(answeredOf(budget, 100)).isEqualTo(100);
        time.pass(Duration.ofSeconds(18));

        assertThat(ask(budget, NO_PATIENCE).refused()).isEqualTo(Duration.ofSeconds(42));
        time.pass(Duration.ofSeconds(42));
        assertThat(ask(budget, NO_PATIENCE).call()).isNotNull();
    }

    @Test
    void holdsTheHourWhenTheMinuteHasRoom() {
        CallBudget budget = budget(100, 250);
        for (int minute = 0; minute < 3; minute++) {
            answeredOf(budget, 100);
            time.pass(Duration.ofMinutes(1));
        }

        // 100 at 0:00, 100 at 1:00, 50 at 2:00: the next leaves the hour at 1:00:00.
        assertThat(ask(budget, NO_PATIENCE).refused()).isEqualTo(Duration.ofMinutes(57));
        time.pass(Duration.ofMinutes(57));
        assertThat(answeredOf(budget, 200)).isEqualTo(100);
    }

    @Test
    void countsEachKindForItself() {
        CallBudget budget = budget(1, 10);
        answeredOf(budget, 1);

        assertThat(budget.left(MACHINES_OF_FILE).thisMinute()).isZero();
        assertThat(budget.left(FILE).thisMinute()).isOne();
    }

    @Test
    void waitsAsLongAsItsPatienceAllowsAndNoLonger() {
        CallBudget budget = budget(1, 1_500);
        answeredOf(budget, 1);
        time.pass(Duration.ofSeconds(56));

        Teller patient = ask(budget, Duration.ofSeconds(5));
        Teller next = ask(budget, Duration.ofSeconds(5));

        assertThat(patient.told()).isZero();
        assertThat(next.refused()).as("somebody waits before it").isEqualTo(Duration.ofSeconds(64));
        time.pass(Duration.ofSeconds(4).minusNanos(1));
        assertThat(patient.told()).isZero();
        time.pass(Duration.ofNanos(1));
        assertThat(patient.call()).isNotNull();
    }

    @Test
    void letsThoseGoFirstWhoCameFirst() {
        CallBudget budget = budget(1, 1_500);
        Teller first = ask(budget, FOREVER);
        List<Teller> line = List.of(ask(budget, FOREVER), ask(budget, FOREVER), ask(budget, FOREVER));
        first.call().answered();

        for (Teller each : line) {
            assertThat(each.told()).isZero();
            time.pass(Duration.ofMinutes(1));
            assertThat(each.call()).isNotNull();
            each.call().answered();
        }
    }

    @Test
    void letsQuestionsGoBeforeSweeps() {
        CallBudget budget = SomeBudget.of(new SomeBudget(1, 1_500, 0), time);
        answeredOf(budget, 1);
        Teller sweep = new Teller();
        budget.next(MACHINES_OF_FILE, Urgency.SWEEP, FOREVER, sweep);
        Teller question = ask(budget, FOREVER);

        time.pass(Duration.ofMinutes(1));
        assertThat(question.call()).isNotNull();
        assertThat(sweep.told()).isZero();
        question.call().answered();
        time.pass(Duration.ofMinutes(1));
        assertThat(sweep.call()).isNotNull();
    }

    @Test
    void keepsAShareFreeOfSweeps() {
        CallBudget budget = SomeBudget.of(new SomeBudget(100, 1_500, 0.2), time);
        int swept = 0;
        for (int i = 0; i < 200; i++) {
            Teller sweep = new Teller();
            budget.next(MACHINES_OF_FILE, Urgency.SWEEP, FOREVER, sweep);
            if (sweep.call() != null) {
                sweep.call().answered();
                swept++;
            }
        }

        assertThat(swept).isEqualTo(80);
        assertThat(answeredOf(budget, 100)).isEqualTo(20);
    }

    @Test
    void takesNoCallFromWhoeverHasLeft() {
        CallBudget budget = budget(1, 1_500);
        answeredOf(budget, 1);
        Teller gone = new Teller();
        CallBudget.Place place = budget.next(MACHINES_OF_FILE, Urgency.QUESTION, FOREVER, gone);
        Teller patient = ask(budget, FOREVER);

        assertThat(place.leave()).isTrue();
        time.pass(Duration.ofMinutes(1));

        assertThat(gone.told()).isZero();
        assertThat(patient.call()).isNotNull();
        assertThat(place.leave()).isFalse();
    }

    @Test
    void givesBackWhatWasNeverUsed() {
        CallBudget budget = budget(1, 1);
        Teller asker = ask(budget, NO_PATIENCE);
        asker.call().unused();
        asker.call().answered();

        assertThat(budget.left(MACHINES_OF_FILE).thisHour()).isOne();
        assertThat(ask(budget, NO_PATIENCE).call()).isNotNull();
    }

    @Test
    void givesItToWhoeverWaits() {
        CallBudget budget = budget(1, 1);
        Teller first = ask(budget, NO_PATIENCE);
        Teller second = ask(budget, FOREVER);
        first.call().unused();

        assertThat(second.call()).isNotNull();
    }

    @Test
    void doesNotCountWhatItRefused() {
        CallBudget budget = budget(2, 3);
        assertThat(answeredOf(budget, 500)).isEqualTo(2);
        time.pass(Duration.ofMinutes(1));

        assertThat(answeredOf(budget, 500)).isEqualTo(1);
        assertThat(ask(budget, NO_PATIENCE).refused()).isEqualTo(Duration.ofMinutes(59));
    }

    @Test
    void tellsWhatIsLeft() {
        CallBudget budget = budget(2, 3);
        assertThat(budget.left(MACHINES_OF_FILE)).isEqualTo(left(2, 3, Duration.ZERO));

        answeredOf(budget, 2);
        time.pass(Duration.ofSeconds(10));
        assertThat(budget.left(MACHINES_OF_FILE)).isEqualTo(left(0, 1, Duration.ofSeconds(50)));

        time.pass(Duration.ofSeconds(50));
        answeredOf(budget, 1);
        assertThat(budget.left(MACHINES_OF_FILE)).isEqualTo(left(1, 0, Duration.ofMinutes(59)));
    }

    private static CallsLeft left(int minute, int hour, Duration wait) {
        return new CallsLeft(2, minute, 3, hour, wait, CallsLeft.Sharing.ALONE);
    }

    @Test
    void isShutAsLongAsDefenderSaid() {
        CallBudget budget = budget(100, 1_500);
        ask(budget, NO_PATIENCE).call().throttled(Duration.ofSeconds(8));

        assertThat(ask(budget, NO_PATIENCE).refused()).isEqualTo(Duration.ofSeconds(8));
        assertThat(budget.left(MACHINES_OF_FILE).untilNext()).isEqualTo(Duration.ofSeconds(8));
        time.pass(Duration.ofSeconds(8).minusNanos(1));
        assertThat(ask(budget, NO_PATIENCE).refused()).isEqualTo(Duration.ofNanos(1));
        time.pass(Duration.ofNanos(1));
        assertThat(ask(budget, NO_PATIENCE).call()).isNotNull();
    }

    @Test
    void isNotOpenedSoonerByAShorterWait() {
        CallBudget budget = budget(100, 1_500);
        Teller first = ask(budget, NO_PATIENCE);
        Teller second = ask(budget, NO_PATIENCE);
        first.call().throttled(Duration.ofSeconds(30));
        second.call().throttled(Duration.ofSeconds(2));

        assertThat(ask(budget, NO_PATIENCE).refused()).isEqualTo(Duration.ofSeconds(30));
    }

    /** After a 429 one goes first to see whether the door is open again; the others follow when it is. */
    @Test
    void isNotRunAgainstByManyWhenItOpensAgain() {
        CallBudget budget = budget(100, 1_500);
        ask(budget, NO_PATIENCE).call().throttled(Duration.ofSeconds(8));
        List<Teller> line = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            line.add(ask(budget, Duration.ofSeconds(60)));
        }
        time.pass(Duration.ofSeconds(8));
        assertThat(line).filteredOn(asker -> asker.call() != null).containsExactly(line.get(0));

        line.get(0).call().throttled(Duration.ofSeconds(4));
        time.pass(Duration.ofSeconds(4));
        assertThat(line).filteredOn(asker -> asker.call() != null).hasSize(2);

        line.get(1).call().answered();
        assertThat(line).allMatch(asker -> asker.call() != null);
    }

    /** Whoever was to look whether the door is open may give up on the way there. */
    @Test
    void sendsAnotherWhenTheFirstNeverWent() {
        CallBudget budget = budget(100, 1_500);
        ask(budget, NO_PATIENCE).call().throttled(Duration.ofSeconds(1));
        Teller first = ask(budget, FOREVER);
        Teller second = ask(budget, FOREVER);
        Teller third = ask(budget, FOREVER);
        time.pass(Duration.ofSeconds(1));

        first.call().unused();

        assertThat(second.call()).isNotNull();
        assertThat(third.told()).isZero();
    }

    @Test
    void isNotMadeWithoutACall() {
        assertThatThrownBy(() -> budget(0, 1_500)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> budget(100, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Teller ask(CallBudget budget, Duration patience) {
        Teller asker = new Teller();
        budget.next(MACHINES_OF_FILE, Urgency.QUESTION, patience, asker);
        return asker;
    }

    private static int answeredOf(CallBudget budget, int tries) {
        int granted = 0;
        for (int i = 0; i < tries; i++) {
            Call call = ask(budget, NO_PATIENCE).call();
            if (call != null) {
                call.answered();
                granted++;
            }
        }
        return granted;
    }

    private CallBudget budget(int perMinute, int perHour) {
        return SomeBudget.of(new SomeBudget(perMinute, perHour, 0.2), time);
    }
}
