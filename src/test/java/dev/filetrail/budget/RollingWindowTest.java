// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Holds the window to its promise: never more than the limit in any stretch of its length, and no later than need be. */
class RollingWindowTest {

    private static final long LENGTH = 100;

    /** Whenever between its start and its answer Defender counts a call, it never counts more than the limit. */
    @Property
    void neverLetsDefenderCountMoreThanTheLimitInAnyStretchOfItsLength(
            @ForAll @IntRange(min = 1, max = 12) int limit,
            @ForAll @Size(max = 150) List<@LongRange(min = 0, max = 40) Long> gaps,
            @ForAll @Size(min = 1, max = 150) List<@IntRange(min = 0, max = 60) Integer> latencies,
            @ForAll @IntRange(min = 0, max = 100) int counted) {
        RollingWindow window = new RollingWindow(limit, Duration.ofNanos(LENGTH));
        List<Long> countedAt = new ArrayList<>();
        Deque<Long> answers = new ArrayDeque<>();
        long now = -1_000;
        for (int i = 0; i < gaps.size(); i++) {
            now += gaps.get(i);
            int before = answers.size();
            List<Long> answered = new ArrayList<>();
            for (Long answer : answers) {
                if (answer <= now) {
                    answered.add(answer);
                }
            }
            answered.stream().sorted().forEach(window::answered);
            answers.removeAll(answered);
            assertThat(answers).hasSizeLessThanOrEqualTo(before);
            if (window.untilFree(now, answers.size(), 0, 0) == 0) {
                long latency = latencies.get(i % latencies.size());
                countedAt.add(now + latency * counted / 100);
                answers.add(now + latency);
            }
        }

        countedAt.sort(null);
        for (int i = limit; i < countedAt.size(); i++) {
            assertThat(countedAt.get(i) - countedAt.get(i - limit)).isGreaterThanOrEqualTo(LENGTH);
        }
    }

    @Property
    void grantsACallExactlyWhenThereIsRoom(
            @ForAll @IntRange(min = 1, max = 12) int limit,
            @ForAll @Size(max = 150) List<@LongRange(min = 0, max = 40) Long> gaps) {
        RollingWindow window = new RollingWindow(limit, Duration.ofNanos(LENGTH));
        List<Long> calls = new ArrayList<>();
        long now = 0;
        for (long gap : gaps) {
            now += gap;
            long wait = window.untilFree(now, 0, 0, 0);
            assertThat(window.left(now, 0)).isEqualTo(limit - within(calls, now));
            if (within(calls, now) < limit) {
                assertThat(wait).isZero();
                window.answered(now);
                calls.add(now);
            } else {
                assertThat(wait).isPositive();
                assertThat(within(calls, now + wait - 1)).isEqualTo(limit);
                assertThat(within(calls, now + wait)).isLessThan(limit);
            }
        }
    }

    @Property
    void tellsEveryoneInALineHowLongItTakes(
            @ForAll @IntRange(min = 1, max = 8) int limit,
            @ForAll @Size(max = 20) List<@LongRange(min = 0, max = 20) Long> gaps,
            @ForAll @IntRange(max = 30) int before) {
        RollingWindow window = new RollingWindow(limit, Duration.ofNanos(LENGTH));
        long now = 0;
        for (long gap : gaps) {
            now += gap + window.untilFree(now + gap, 0, 0, 0);
            window.answered(now);
        }
        long told = window.untilFree(now, 0, 0, before);
        // Those before, each as soon as there is room, and answered at once.
        long then = now;
        for (int i = 0; i < before; i++) {
            then += window.untilFree(then, 0, 0, 0);
            window.answered(then);
        }
        then += window.untilFree(then, 0, 0, 0);

        assertThat(told).isLessThanOrEqualTo(then - now);
        if (before < limit) {
            assertThat(told).isEqualTo(then - now);
        }
    }

    @Test
    void leavesFreeWhatIsToBeKept() {
        RollingWindow window = new RollingWindow(10, Duration.ofNanos(LENGTH));
        for (int i = 0; i < 8; i++) {
            assertThat(window.untilFree(i, 0, 2, 0)).isZero();
            window.answered(i);
        }

        assertThat(window.untilFree(8, 0, 2, 0)).isEqualTo(LENGTH - 8);
        assertThat(window.untilFree(8, 0, 0, 0)).isZero();
        assertThat(window.left(8, 0)).isEqualTo(2);
    }

    @Test
    void countsWhatIsUnderWay() {
        RollingWindow window = new RollingWindow(2, Duration.ofNanos(LENGTH));

        assertThat(window.untilFree(0, 1, 0, 0)).isZero();
        assertThat(window.untilFree(0, 2, 0, 0)).isEqualTo(LENGTH);
        assertThat(window.left(0, 2)).isZero();
        assertThat(window.left(0, 3)).isZero();
    }

    @Test
    void letsNoTwoLimitsThroughAtASeam() {
        RollingWindow window = new RollingWindow(100, Duration.ofMinutes(1));
        long seam = Duration.ofSeconds(59).toNanos();
        for (int i = 0; i < 100; i++) {
            assertThat(window.untilFree(seam, 0, 0, 0)).isZero();
            window.answered(seam);
        }

        assertThat(window.untilFree(seam + Duration.ofSeconds(2).toNanos(), 0, 0, 0))
                .isEqualTo(Duration.ofSeconds(58).toNanos());
        assertThat(window.left(seam + Duration.ofMinutes(1).toNanos() - 1, 0)).isZero();
        assertThat(window.left(seam + Duration.ofMinutes(1).toNanos(), 0)).isEqualTo(100);
    }

    /** {@link System#nanoTime} may start anywhere, and may pass the largest number there is. */
    @Test
    void countsRightWhenTheClockPassesTheLargestNumber() {
        RollingWindow window = new RollingWindow(2, Duration.ofNanos(LENGTH));
        long now = Long.MAX_VALUE - 10;
        window.answered(now);
        window.answered(now + 1);

        assertThat(window.untilFree(now + 20, 0, 0, 0)).isEqualTo(LENGTH - 20);
        assertThat(window.left(now + 5, 0)).isZero();
        assertThat(window.left(now + 20, 0)).isZero();
        assertThat(window.left(now + LENGTH, 0)).isOne();
    }

    @Test
    void isNotMadeWithoutRoomForAnyCall() {
        assertThatThrownBy(() -> new RollingWindow(0, Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** How many of the calls lie in the stretch that ends now. */
    private static int within(List<Long> calls, long now) {
        return (int) calls.stream().filter(call -> now - call < LENGTH).count();
    }
}
