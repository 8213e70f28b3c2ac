// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The words of a 429, as the service words them. */
final class QuotaText {

    private static final String EXCEEDED =
            "API calls quota exceeded! Maximum allowed %d per %s for the key Destination+TenantID+AppID.";
    private static final String AGAIN = " You can send requests again in %d seconds.";

    /** Not RFC_1123_DATE_TIME of the JDK: that writes the first nine days of a month with one digit. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);

    private QuotaText() {}

    static String minute() {
        return EXCEEDED.formatted(Quotas.PUBLISHED_PER_MINUTE, span(Duration.ofMinutes(1)));
    }

    static String minute(long seconds) {
        return minute() + AGAIN.formatted(seconds);
    }

    static String of(Quotas.Refusal refusal) {
        return EXCEEDED.formatted(refusal.limit(), span(refusal.window())) + AGAIN.formatted(refusal.seconds());
    }

    static String httpDate(Instant instant) {
        return HTTP_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static String span(Duration window) {
        return "%02d:%02d:%02d".formatted(window.toHours(), window.toMinutesPart(), window.toSecondsPart());
    }
}
