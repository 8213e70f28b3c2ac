// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds that whoever tries keys is slowed down, at a bounded price. */
class AttemptsTest {

    private static final String HERE = "192.0.2.7";

    private long now = Long.MAX_VALUE - 1;
    private final Attempts attempts = new Attempts(() -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private long failed(String address) {
        return attempts.failed(address).toMillis();
    }

    @Test
    void aRefusalIsHeldBackForTwiceAsLongEachTime() {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            delays.add(failed(HERE));
            pass(Duration.ofSeconds(5));
        }

        assertThat(delays.subList(0, 7)).containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 5_000L, 5_000L);
        assertThat(delays.subList(7, 100)).containsOnly(5_000L);
        assertThat(failed("192.0.2.8")).isEqualTo(250);
    }

    @Test
    void aRightKeyAndFiveMinutesOfPeaceMakeItForgotten() {
        failed(HERE);
        failed(HERE);
        attempts.succeeded(HERE);
        assertThat(failed(HERE)).isEqualTo(250);

        pass(Duration.ofMinutes(5).minusMillis(1));
        assertThat(failed(HERE)).isEqualTo(500);
        pass(Duration.ofMinutes(5));
        assertThat(failed(HERE)).isEqualTo(250);
    }

    @Test
    void twoHundredAreHeldBackAtATime() {
        for (int i = 0; i < 200; i++) {
            assertThat(failed("10.0.0." + i)).isEqualTo(250);
        }
        assertThat(failed("10.0.1.1")).isZero();
        assertThat(failed("10.0.1.1")).isZero();

        pass(Duration.ofMillis(250));
        assertThat(failed("10.0.1.1")).as("what was told at once counts too").isEqualTo(1_000);
    }

    @Test
    void tenThousandAddressesAreRemembered() {
        for (int i = 0; i < 30_000; i++) {
            failed("address " + i);
            pass(Duration.ofMillis(2));
        }

        assertThat(attempts.remembered()).isEqualTo(10_000);
        assertThat(failed("address 29999")).isEqualTo(500);
        assertThat(failed("address 1")).isEqualTo(250);
        pass(Duration.ofMinutes(5));
        failed(HERE);
        assertThat(attempts.remembered()).isOne();
    }
}
