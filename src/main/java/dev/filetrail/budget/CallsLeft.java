package dev.filetrail.budget;

import java.time.Duration;

/**
 * What one kind of call may still cost.
 *
 * @param thisMinute calls left in the 60 seconds that end now
 * @param thisHour calls left in the 3,600 seconds that end now
 * @param untilNext until the next call may start, zero when it may at once
 */
public record CallsLeft(int thisMinute, int thisHour, Duration untilNext) {}
