// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds how dates are read: all that the service writes, and nothing ever thrown. */
class DefenderTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2024-11-05T11:54:59.5717001Z, 2024-11-05T11:54:59.571700100Z",
        "2024-11-05T11:54:59.571700Z, 2024-11-05T11:54:59.571700Z",
        "2024-11-05T11:54:59.05Z, 2024-11-05T11:54:59.050Z",
        "2024-11-05T11:54:59.0000000Z, 2024-11-05T11:54:59Z",
        "2024-11-05T11:54:59.123456789Z, 2024-11-05T11:54:59.123456789Z",
        "2024-11-05T11:54:59Z, 2024-11-05T11:54:59Z",
        "2024-11-05T11:54Z, 2024-11-05T11:54:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "1969-12-31T23:59:59.9Z, 1969-12-31T23:59:59.9Z",
        "0002-01-01T00:00:00Z, 0002-01-01T00:00:00Z",
        "2024-11-05T11:54:59.5717001+02:00, 2024-11-05T09:54:59.571700100Z",
        "2024-11-05T11:54:59+02:00, 2024-11-05T09:54:59Z",
        "2024-11-05T11:54:59.57-05:30, 2024-11-05T17:24:59.57Z",
        "2024-11-05T11:54:59.5717001, 2024-11-05T11:54:59.571700100Z",
        "2024-11-05T11:54:59, 2024-11-05T11:54:59Z",
        "'  2024-11-05T11:54:59Z ', 2024-11-05T11:54:59Z"
    })
    void readsADate(String text, Instant instant) {
        assertThat(DefenderTime.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z",
                "0001-01-01T00:00:00",
                "0001-01-01T00:00:00.0000000Z",
                "0001-12-31T23:59:59.9999999Z",
                "0000-01-01T00:00:00Z",
                "0000-12-31T23:59:59.1234567Z",
                "-0001-01-01T00:00:00Z",
                "",
                " ",
                "never",
                "null",
                "1730807699",
                "2024-11-05",
                "11:54:59",
                "2024-13-05T11:54:59.5717001Z",
                "2024-11-05T24:54:59.5717001Z",
                "2024-11-05T11:60:59.5717001Z",
                "2024-11-05T11:54:60.5717001Z",
                "2024-11-05T11:54:59.57170012345678901234567890Z",
                "2024-11-05T11:54:59.571x001Z",
                "2024-11-05T11:54:59,5717001Z",
                "2024-11-05 11:54:59.5717001Z",
                "2024-11-05T11:54:59.5717001ZZ",
                "2024-11-05T11:54:59.5717001+99:00",
                "+2024-11-05T11:54:59.5717001Z",
                "٢٠٢٤-11-05T11:54:59.5717001Z",
                "/Date(1730807699000)/"
            })
    void takesForNoDateWhatIsNone(String text) {
        assertThat(DefenderTime.parse(text)).isNull();
    }

    /** Another day would be worse than none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-30T11:54:59.5717001Z",
                "2023-02-29T11:54:59Z",
                "2024-04-31T11:54:59+02:00",
                "2024-11-32T11:54:59Z",
                "2024-11-00T11:54:59Z"
            })
    void takesForNoDateADayThatIsNotInTheMonth(String text) {
        assertThat(DefenderTime.parse(text)).isNull();
    }

    @Property
    void readsWhatTheServiceWrites(
            @ForAll @LongRange(min = -62_104_060_800L, max = 253_402_300_799L) long seconds,
            @ForAll @IntRange(max = 9_999_999) int fraction) {
        Instant instant = Instant.ofEpochSecond(seconds, fraction * 100L);
        String written = Instant.ofEpochSecond(seconds).toString().replace("Z", String.format(".%07dZ", fraction));

        assertThat(DefenderTime.parse(written)).isEqualTo(instant);
    }

    @Property
    void neverThrowsWhateverTheText(@ForAll String text) {
        assertThatCode(() -> DefenderTime.parse(text)).doesNotThrowAnyException();
    }

    @Property
    void neverThrowsOnWhatLooksLikeADate(@ForAll("nearlyDates") String text) {
        assertThatCode(() -> DefenderTime.parse(text)).doesNotThrowAnyException();
    }

    /** A year so far away that a calendar can't count to it in another time zone, or a clock in milliseconds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31T23:59:59-18:00",
                "-999999999-01-01T00:00:00+18:00",
                "+999999999-12-31T23:59:59Z",
                "+2147483648-01-01T00:00:00Z",
                "+9999999999-01-01T00:00:00Z"
            })
    void neverThrowsOnAYearBeyondAllCalendars(String text) {
        assertThatCode(() -> DefenderTime.parse(text)).doesNotThrowAnyException();
    }

    @Test
    void givesNothingThatMillisecondsCannotCount() {
        Instant read = DefenderTime.parse("+999999999-01-01T00:00:00Z");

        assertThatCode(() -> read(read)).doesNotThrowAnyException();
    }

    private static long read(Instant instant) {
        return instant == null ? 0 : instant.toEpochMilli();
    }

    @Provide
    Arbitrary<String> nearlyDates() {
        Arbitrary<String> mutation =
                Arbitraries.strings().withChars("0123456789-+:TZ. tz").ofMaxLength(4);
        return Combinators.combine(
                        Arbitraries.of(
                                "2024-11-05T11:54:59.5717001Z",
                                "0001-01-01T00:00:00Z",
                                "+999999999-12-31T23:59:59-18:00",
                                "2024-11-05T11:54:59+02:00"),
                        Arbitraries.integers().between(0, 32),
                        Arbitraries.integers().between(0, 5),
                        mutation)
                .as((date, from, length, instead) -> {
                    int start = Math.min(from, date.length());
                    int end = Math.min(start + length, date.length());
                    return date.substring(0, start) + instead + date.substring(end);
                });
    }
}
