// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Moments as answers and logs write them (ISO 8601, in UTC). An answer about 25 machines has some fifty, and the JDK's formatter goes
 * through its pattern for each: a twentieth of the memory that a live call took, before digits were written in their places.
 */
public final class IsoMoment {

    private static final int SECONDS_OF_A_DAY = 86_400;
    /** Those of the years 0 to 9999, which have four digits. */
    private static final long FIRST_SECOND =
            Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private IsoMoment() {}

    /**
     * To the second: {@code 2026-03-01T12:00:05Z}.
     *
     * @param moment what is cut off after it
     * @return as {@link Instant#toString()}; null for null
     */
    public static String toSecond(Instant moment) {
        return moment == null ? null : new String(lettersToSecond(moment), ISO_8859_1);
    }

    /**
     * The same, for those who write bytes.
     *
     * @param moment not null
     * @return letters of ASCII
     */
    static byte[] lettersToSecond(Instant moment) {
        return write(moment, new byte["2026-03-01T12:00:05Z".length()], ChronoUnit.SECONDS);
    }

    /**
     * To the millisecond, with three digits even where they are nought: {@code 2026-03-01T12:00:05.070Z}.
     *
     * @param moment what is cut off after it
     * @return the moment; from the year 10,000 on and before the year 0 as {@link Instant#toString()}
     */
    public static String toMillisecond(Instant moment) {
        return new String(write(moment, new byte["2026-03-01T12:00:05.070Z".length()], ChronoUnit.MILLIS), ISO_8859_1);
    }

    private static byte[] write(Instant moment, byte[] text, ChronoUnit unit) {
        long second = moment.getEpochSecond();
        if (second < FIRST_SECOND || second > LAST_SECOND) {
            return moment.truncatedTo(unit).toString().getBytes(ISO_8859_1);
        }
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_OF_A_DAY));
        int ofDay = (int) Math.floorMod(second, SECONDS_OF_A_DAY);
        digits(text, 0, 4, day.getYear(), '-');
        digits(text, 5, 2, day.getMonthValue(), '-');
        digits(text, 8, 2, day.getDayOfMonth(), 'T');
        digits(text, 11, 2, ofDay / 3_600, ':');
        digits(text, 14, 2, ofDay / 60 % 60, ':');
        if (unit == ChronoUnit.SECONDS) {
            digits(text, 17, 2, ofDay % 60, 'Z');
        } else {
            digits(text, 17, 2, ofDay % 60, '.');
            digits(text, 20, 3, moment.getNano() / 1_000_000, 'Z');
        }
        return text;
    }

    private static void digits(byte[] text, int at, int count, int number, char then) {
        int rest = number;
        for (int place = at + count - 1; place >= at; place--) {
            text[place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        text[at + count] = (byte) then;
    }
}
