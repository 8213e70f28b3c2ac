// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holds that a caller is offered the caller's own hashes, the newest first, and that they take no more room than they may. */
class RecentHashesTest {

    private static final Caller ANNA = new Caller("token", "tenant", "anna", "Anna", null);
    private static final String SHA256 = "a".repeat(64);

    private final RecentHashes recent = new RecentHashes();

    @Test
    void offersTheNewestFirstEachOnce() {
        recent.answered(ANNA, sha1(1), null);
        recent.answered(ANNA, sha1(2), null);
        recent.answered(ANNA, sha1(1), null);

        assertThat(recent.beginningWith(ANNA, "")).containsExactly(sha1(1), sha1(2));
        assertThat(recent.beginningWith(ANNA, " " + sha1(2).toUpperCase(java.util.Locale.ROOT)))
                .containsExactly(sha1(2));
        assertThat(recent.beginningWith(ANNA, "f")).isEmpty();
        assertThat(recent.size()).isEqualTo(2);
    }

    @Test
    void keepsCallersApart() {
        recent.answered(ANNA, sha1(1), null);

        for (Caller other : List.of(
                new Caller("token", "tenant", "bert", "Anna", null),
                new Caller("token", "other tenant", "anna", "Anna", null),
                new Caller("token", null, "anna", "Anna", null),
                new Caller("key", "tenant", "anna", "Anna", null),
                Caller.ON_THIS_MACHINE,
                Caller.AT_THE_TERMINAL)) {
            assertThat(recent.beginningWith(other, "")).as(other.toString()).isEmpty();
            assertThat(recent.sha1BeginningWith(other, "")).isEmpty();
        }
        assertThat(recent.beginningWith(new Caller("token", "tenant", "anna", "Anna B.", "a new token"), ""))
                .as("the same person, signed in anew")
                .containsExactly(sha1(1));
    }

    @Test
    void offersAFileByTheHashThatItWasAskedBy() {
        recent.answered(ANNA, sha1(7), SHA256);

        assertThat(recent.beginningWith(ANNA, "")).containsExactly(SHA256);
        assertThat(recent.beginningWith(ANNA, "aaaa")).containsExactly(SHA256);
        assertThat(recent.beginningWith(ANNA, sha1(7).substring(0, 12))).containsExactly(sha1(7));
        assertThat(recent.sha1BeginningWith(ANNA, "")).containsExactly(sha1(7));
        assertThat(recent.sha1BeginningWith(ANNA, "aaaa")).isEmpty();
    }

    @Test
    void keepsTheNewestOfOneCallerOnly() {
        IntStream.range(0, RecentHashes.MOST_OF_ONE + 50).forEach(i -> recent.answered(ANNA, sha1(i), null));

        assertThat(recent.beginningWith(ANNA, ""))
                .hasSize(RecentHashes.MOST_OF_ONE)
                .startsWith(sha1(RecentHashes.MOST_OF_ONE + 49))
                .doesNotContain(sha1(49));
        assertThat(recent.size()).isEqualTo(RecentHashes.MOST_OF_ONE);
    }

    @Test
    void forgetsWhoHasBeenSilentForLongest() {
        recent.answered(ANNA, sha1(0), null);
        int callers = RecentHashes.MOST_OF_ALL / RecentHashes.MOST_OF_ONE;
        for (int caller = 0; caller < callers + 5; caller++) {
            for (int i = 0; i < RecentHashes.MOST_OF_ONE; i++) {
                recent.answered(number(caller), sha1(i), null);
            }
            if (caller == 0) {
                recent.answered(ANNA, sha1(1), null);
            }
        }

        assertThat(recent.size()).isLessThanOrEqualTo(RecentHashes.MOST_OF_ALL);
        assertThat(recent.beginningWith(number(0), "")).isEmpty();
        assertThat(recent.beginningWith(number(callers + 4), "")).hasSize(RecentHashes.MOST_OF_ONE);
    }

    private static Caller number(int caller) {
        return new Caller("key", null, "key-" + caller, null, null);
    }

    private static String sha1(int number) {
        return String.format("%040d", number);
    }
}
