// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Dates as the API writes them: ISO 8601, UTC, six or seven digits of a second, and the year 1 for "no value". */
final class DefenderTime {

    private static final DateTimeFormatter ANY_ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final Instant SECOND_YEAR = Instant.parse("0002-01-01T00:00:00Z");
    /** From then on a date is a mistake, and may be more milliseconds than a number holds. */
    private static final Instant NO_YEAR = Instant.parse("+10000-01-01T00:00:00Z");

    private DefenderTime() {}

    /**
     * Reads a date, and never fails: a date that nobody can read is no reason to lose the machine it stands on.
     *
     * @param text as it came, may be null
     * @return null when there is none, when it is of the year 1 or before or beyond 9999, or when it can't be read
     */
    static Instant parse(String text) {
        return text == null ? null : parse(text.toCharArray(), 0, text.length());
    }

    /**
     * The same of a text that is no String yet.
     *
     * @param text where it stands
     * @param from its first letter's place
     * @param length of it
     * @return as above
     */
    static Instant parse(char[] text, int from, int length) {
        try {
            Instant usual = usualForm(text, from, length);
            Instant instant = usual != null
                    ? usual
                    : ANY_ISO.parse(new String(text, from, length).strip(), OffsetDateTime::from)
                            .toInstant();
            return instant.isBefore(SECOND_YEAR) || !instant.isBefore(NO_YEAR) ? null : instant;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** {@code 2024-11-05T11:54:59.5717001Z} read by position: an answer can hold 200,000 of them. */
    private static Instant usualForm(char[] text, int from, int length) {
        if (length < 20
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || text[from + 10] != 'T'
                || text[from + 13] != ':'
                || text[from + 16] != ':'
                || text[from + length - 1] != 'Z') {
            return null;
        }
        int year = number(text, from, 4);
        int month = number(text, from + 5, 2);
        int day = number(text, from + 8, 2);
        int hour = number(text, from + 11, 2);
        int minute = number(text, from + 14, 2);
        int second = number(text, from + 17, 2);
        int digits = length - 21;
        int fraction = digits > 0 ? number(text, from + 20, digits) : 0;
        if ((year | month | day | hour | minute | second | fraction) < 0
                || (length > 20 && (text[from + 19] != '.' || digits > 9))
                || hour > 23
                || minute > 59
                || second > 59) {
            return null;
        }
        for (int i = digits; i < 9 && fraction != 0; i++) {
            fraction *= 10;
        }
        try {
            long days = LocalDate.of(year, month, day).toEpochDay();
            return Instant.ofEpochSecond(days * 86_400 + hour * 3_600L + minute * 60L + second, fraction);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The number of so many digits, or -1 when something else stands there. */
    private static int number(char[] text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
