// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Told to end (SIGTERM), the program takes away what questions stand on while the assistant still waits for their answers. This
 * holds it up until they are given, for a few seconds.
 */
@Singleton
class LastAnswers {

    /** Assistants that end a program by a signal end it by force a few seconds later. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int FIRST = 1;

    private volatile CountDownLatch given = new CountDownLatch(0);

    /** Somebody is served from now on. */
    void begin() {
        given = new CountDownLatch(1);
    }

    /** All that will be said is said. */
    void given() {
        given.countDown();
    }

    void await(@Observes @Priority(FIRST) ShutdownEvent stop) throws InterruptedException {
        // Whoever serves keeps to the time; a little more, lest a last word is cut off.
        given.await(PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS);
    }
}
