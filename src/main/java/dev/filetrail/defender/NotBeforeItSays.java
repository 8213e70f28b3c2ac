// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits twice as long each time, and never less than what {@code Retry-After} said. What chance adds keeps many askers from
 * coming back at the same moment.
 */
public final class NotBeforeItSays implements CustomBackoffStrategy {

    private long delay;

    /** For the interceptor, which makes one for each question. */
    public NotBeforeItSays() {}

    @Override
    public void init(long initialDelayInMillis) {
        delay = initialDelayInMillis;
    }

    @Override
    public synchronized long nextDelayInMillis(Throwable failure) {
        long backoff = delay;
        delay *= 2;
        long asked = failure instanceof DefenderException e && e.waitTime() != null
                ? e.waitTime().toMillis()
                : 0;
        return Math.max(backoff, asked) + ThreadLocalRandom.current().nextLong(1 + backoff / 2);
    }
}
