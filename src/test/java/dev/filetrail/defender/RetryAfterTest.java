// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds how the wait is found: in the header, as seconds or a date, or else in the words. */
class RetryAfterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);
    private static final String WORDS = "API calls quota exceeded! Maximum allowed 100 per 00:01:00 for the key"
            + " Destination+TenantID+AppID. You can send requests again in 8 seconds.";
    private static final Duration LONGEST = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "' 42 ', 42", "007, 7", "3599, 3599", "3600, 3600", "3601, 3600", "999999999, 3600"})
    void readsSeconds(String header, long seconds) {
        assertThat(RetryAfter.read(header, WORDS, CLOCK)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "'Wed, 04 Mar 2026 05:06:37 GMT', 30",
        "'Wed, 4 Mar 2026 05:06:37 GMT', 30",
        "'Wed, 04 Mar 2026 05:06:07 GMT', 0",
        "'Wed, 04 Mar 2026 05:00:00 GMT', 0",
        "'Thu, 01 Jan 1970 00:00:00 GMT', 0",
        "'Fri, 31 Dec 9999 23:59:59 GMT', 3600"
    })
    void readsADate(String header, long seconds) {
        assertThat(RetryAfter.read(header, WORDS, CLOCK)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "1.5",
                "soon",
                "1000000000",
                "8s",
                "Mon, 04 Mar 2026 05:06:37 GMT",
                "2026-03-04T05:06:37Z"
            })
    void readsTheWordsWhereTheHeaderDoesNotTell(String header) {
        assertThat(RetryAfter.read(header, WORDS, CLOCK)).isEqualTo(Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @CsvSource({
        "You can send requests again in 1 second., 1",
        "again in 0 seconds, 0",
        "again in 999999999 seconds, 3600"
    })
    void readsTheWords(String message, long seconds) {
        assertThat(RetryAfter.read(null, message, CLOCK)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "again in a few seconds",
                "again in 9999999999 seconds",
                "again in 8 minutes",
                "again in -8 seconds"
            })
    void knowsWhenNeitherTells(String message) {
        assertThat(RetryAfter.read(null, message, CLOCK)).isNull();
    }

    @Test
    void takesTheHeaderBeforeTheWords() {
        assertThat(RetryAfter.read("0", WORDS, CLOCK)).isZero();
    }

    @Property
    void neverThrowsAndNeverLeavesItsBounds(@ForAll String header, @ForAll String message) {
        assertThat(RetryAfter.read(header, message, CLOCK))
                .satisfiesAnyOf(wait -> assertThat(wait).isNull(), wait -> assertThat(wait)
                        .isBetween(Duration.ZERO, LONGEST));
    }

    @Property
    void staysInItsBoundsWhateverTheSeconds(@ForAll long seconds) {
        assertThat(RetryAfter.read(String.valueOf(seconds), null, CLOCK))
                .satisfiesAnyOf(wait -> assertThat(wait).isNull(), wait -> assertThat(wait)
                        .isBetween(Duration.ZERO, LONGEST));
    }
}
