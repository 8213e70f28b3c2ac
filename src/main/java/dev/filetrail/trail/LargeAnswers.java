// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.defender.DefenderException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One large answer at a time. Small ones pass by; the others wait, their connections held, so that eight answers with a
 * hundred thousand machines each take the room of one, and leave a processor for small questions.
 */
final class LargeAnswers {

    /** An answer with more machines is a large one. */
    static final int SMALL = 2_000;

    /** How long one may wait with its connection open: well below the timeout of the whole attempt. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(15);

    private final Semaphore room = new Semaphore(1, true);
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

    /**
     * Waits for its turn. Nothing to wait for when this thread has it already.
     *
     * @throws DefenderException when it takes too long
     */
    void enter() {
        if (inside.get()) {
            return;
        }
        try {
            if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw DefenderException.overloaded(ASK_AGAIN);
            }
            inside.set(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("nobody waits for the answer any more");
        }
    }

    /** This thread is done with it. No effect when it had none. */
    void leave() {
        if (inside.get()) {
            inside.remove();
            room.release();
        }
    }
}
