// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Dates as the service writes them: ISO 8601 in UTC with a fixed number of fraction digits. */
final class WireDate {

    /** What the service writes when there is no date. */
    static final String NO_VALUE = "0001-01-01T00:00:00Z";

    private static final DateTimeFormatter SIX_DIGITS = withFraction(6);
    private static final DateTimeFormatter SEVEN_DIGITS = withFraction(7);

    private WireDate() {}

    static String of(Instant instant, int fractionDigits) {
        return (fractionDigits == 6 ? SIX_DIGITS : SEVEN_DIGITS).format(instant);
    }

    static String of(Instant instant) {
        return of(instant, 7);
    }

    private static DateTimeFormatter withFraction(int digits) {
        return new DateTimeFormatterBuilder()
                .appendInstant(digits)
                .toFormatter()
                .withZone(ZoneOffset.UTC);
    }
}
