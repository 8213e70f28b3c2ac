// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.time.Duration;

/**
 * Has a duration refused as soon as it is read, whosever setting it is, when it is so long that whoever counts its nanoseconds, or
 * its seconds in 32 bits, would count too far: that stops the start, or the first question, with an overflow that names no setting.
 */
public final class BoundedDurations implements SmallRyeConfigBuilderCustomizer {

    /** Ten years: longer than anything is meant to last. */
    private static final Duration LONGEST = Duration.ofDays(3_650);

    /** Before Quarkus' own, which does the reading. */
    private static final int PRIORITY = 300;

    /** For the service loader. */
    public BoundedDurations() {}

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withConverter(Duration.class, PRIORITY, BoundedDurations::read);
    }

    private static Duration read(String text) {
        Duration duration;
        try {
            duration = DurationConverter.parseDuration(text);
        } catch (ArithmeticException e) {
            throw tooLong();
        }
        if (duration != null && (duration.compareTo(LONGEST) > 0 || duration.compareTo(LONGEST.negated()) < 0)) {
            throw tooLong();
        }
        return duration;
    }

    private static IllegalArgumentException tooLong() {
        return new IllegalArgumentException("Expected a duration of at most " + LONGEST.toDays() + "d");
    }
}
