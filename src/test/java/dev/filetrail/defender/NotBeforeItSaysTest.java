// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.defender.DefenderException.Kind;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Holds that a retry comes later each time, and never before Defender wants it. */
class NotBeforeItSaysTest {

    @Property(tries = 200)
    void waitsTwiceAsLongEachTimeAndUpToHalfMore(@ForAll @IntRange(min = 1, max = 60_000) int first) {
        NotBeforeItSays backoff = new NotBeforeItSays();
        backoff.init(first);
        for (long expected = first, attempt = 0; attempt < 5; attempt++, expected *= 2) {
            assertThat(backoff.nextDelayInMillis(new IllegalStateException()))
                    .isBetween(expected, expected + expected / 2);
        }
    }

    @Property(tries = 200)
    void neverComesBackSoonerThanItIsAsked(
            @ForAll @IntRange(max = 5_000) int first, @ForAll @IntRange(max = 7_200_000) int asked) {
        NotBeforeItSays backoff = new NotBeforeItSays();
        backoff.init(first);

        long delay = backoff.nextDelayInMillis(throttled(Duration.ofMillis(asked)));

        assertThat(delay).isGreaterThanOrEqualTo(asked).isLessThanOrEqualTo(Math.max(first, asked) + first / 2);
    }

    @Test
    void goesOnDoublingWhileItIsAskedToWait() {
        NotBeforeItSays backoff = new NotBeforeItSays();
        backoff.init(500);
        backoff.nextDelayInMillis(throttled(Duration.ofSeconds(3)));

        assertThat(backoff.nextDelayInMillis(throttled(null))).isBetween(1_000L, 1_500L);
    }

    @Test
    void addsChance() {
        assertThat(java.util.stream.IntStream.range(0, 50)
                        .mapToObj(i -> {
                            NotBeforeItSays backoff = new NotBeforeItSays();
                            backoff.init(10_000);
                            return backoff.nextDelayInMillis(throttled(null));
                        })
                        .distinct())
                .hasSizeGreaterThan(5);
    }

    private static DefenderException throttled(Duration wait) {
        return DefenderException.of(Kind.THROTTLED, "too often").after(wait).exception();
    }
}
