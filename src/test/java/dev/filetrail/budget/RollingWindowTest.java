package dev.filetrail.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
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

    @Property
    void neverLetsMoreThanTheLimitStartInAnyStretchOfItsLength(
            @ForAll @IntRange(min = 1, max = 12) int limit,
            @ForAll @Size(max = 150) List<@LongRange(min = 0, max = 40) Long> gaps,
            @ForAll long origin) {
        List<Long> starts = startsOf(limit, gaps, origin);

        for (int i = limit; i < starts.size(); i++) {
            assertThat(starts.get(i) - starts.get(i - limit)).isGreaterThanOrEqualTo(LENGTH);
        }
    }

    @Property
    void grantsAStartExactlyWhenThereIsRoom(
            @ForAll @IntRange(min = 1, max = 12) int limit,
            @ForAll @Size(max = 150) List<@LongRange(min = 0, max = 40) Long> gaps) {
        RollingWindow window = new RollingWindow(limit, Duration.ofNanos(LENGTH));
        List<Long> starts = new ArrayList<>();
        long now = 0;
        for (long gap : gaps) {
            now += gap;
            long wait = window.untilNext(now);
            assertThat(window.left(now)).isEqualTo(limit - within(starts, now));
            if (within(starts, now) < limit) {
                assertThat(wait).isZero();
                window.start(now);
                starts.add(now);
            } else {
                assertThat(wait).isPositive();
                assertThat(within(starts, now + wait - 1)).isEqualTo(limit);
                assertThat(within(starts, now + wait)).isLessThan(limit);
            }
        }
    }

    @Property
    void whoWaitsAsLongAsItSaysIsGrantedTheNextStart(
            @ForAll @IntRange(min = 1, max = 12) int limit,
            @ForAll @Size(max = 50) List<@LongRange(min = 0, max = 20) Long> gaps) {
        RollingWindow window = new RollingWindow(limit, Duration.ofNanos(LENGTH));
        long now = 0;
        for (long gap : gaps) {
            now += gap;
            now += window.untilNext(now);
            assertThat(window.untilNext(now)).isZero();
            window.start(now);
        }
    }

    @Test
    void letsNoTwoLimitsThroughAtASeam() {
        RollingWindow window = new RollingWindow(100, Duration.ofMinutes(1));
        long seam = Duration.ofSeconds(59).toNanos();
        for (int i = 0; i < 100; i++) {
            assertThat(window.untilNext(seam)).isZero();
            window.start(seam);
        }

        assertThat(window.untilNext(seam + Duration.ofSeconds(2).toNanos()))
                .isEqualTo(Duration.ofSeconds(58).toNanos());
        assertThat(window.left(seam + Duration.ofMinutes(1).toNanos() - 1)).isZero();
        assertThat(window.left(seam + Duration.ofMinutes(1).toNanos())).isEqualTo(100);
    }

    /** {@link System#nanoTime} may start anywhere, and may pass the largest number there is. */
    @Test
    void countsRightWhenTheClockPassesTheLargestNumber() {
        RollingWindow window = new RollingWindow(2, Duration.ofNanos(LENGTH));
        long now = Long.MAX_VALUE - 10;
        window.start(now);
        window.start(now + 1);

        assertThat(window.untilNext(now + 20)).isEqualTo(LENGTH - 20);
        assertThat(window.left(now + 5)).isZero();
        assertThat(window.left(now + 20)).isZero();
        assertThat(window.left(now + LENGTH)).isOne();
    }

    @Test
    void isNotMadeWithoutRoomForAnyStart() {
        assertThatThrownBy(() -> new RollingWindow(0, Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Long> startsOf(int limit, List<Long> gaps, long origin) {
        RollingWindow window = new RollingWindow(limit, Duration.ofNanos(LENGTH));
        List<Long> starts = new ArrayList<>();
        long now = origin;
        for (long gap : gaps) {
            now += gap;
            if (window.untilNext(now) == 0) {
                window.start(now);
                starts.add(now);
            }
        }
        return starts;
    }

    /** How many of the starts lie in the stretch that ends now. */
    private static int within(List<Long> starts, long now) {
        return (int) starts.stream().filter(start -> now - start < LENGTH).count();
    }
}
