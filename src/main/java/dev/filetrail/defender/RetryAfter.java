// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When Defender wants to be asked again (RFC 9110, section 10.2.3; API page "Throttling"). */
final class RetryAfter {

    /** The longest window of Defender's quota; anything beyond is a mistake, and would shut FileTrail for no reason. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Pattern IN_WORDS = Pattern.compile("again in (\\d{1,9}) second");

    private RetryAfter() {}

    /**
     * Reads the wait out of the header or, as live answers need it, out of the words of the message.
     *
     * @param header {@code Retry-After}, seconds or a date, may be null
     * @param message the error's own words, may be null
     * @param clock for the date
     * @return null when neither tells
     */
    static Duration read(String header, String message, Clock clock) {
        Duration wait = ofHeader(header, clock);
        if (wait == null && message != null) {
            Matcher words = IN_WORDS.matcher(message);
            wait = words.find() ? Duration.ofSeconds(Long.parseLong(words.group(1))) : null;
        }
        return wait == null || wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    private static Duration ofHeader(String header, Clock clock) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        if (SECONDS.matcher(value).matches()) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Duration wait =
                    Duration.between(clock.instant(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
