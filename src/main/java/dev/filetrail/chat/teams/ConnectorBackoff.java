// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import java.util.concurrent.ThreadLocalRandom;

/** Waits twice as long each time, and never less than what {@code Retry-After} said. */
public final class ConnectorBackoff implements CustomBackoffStrategy {

    private long delay;

    /** For the interceptor, which makes one for each message. */
    public ConnectorBackoff() {}

    @Override
    public void init(long initialDelayInMillis) {
        delay = initialDelayInMillis;
    }

    @Override
    public synchronized long nextDelayInMillis(Throwable failure) {
        long backoff = delay;
        delay *= 2;
        long asked = failure instanceof ConnectorTrouble trouble && trouble.waitTime() != null
                ? trouble.waitTime().toMillis()
                : 0;
        return Math.max(backoff, asked) + ThreadLocalRandom.current().nextLong(1 + backoff / 2);
    }
}
