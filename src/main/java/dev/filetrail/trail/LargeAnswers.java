// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.defender.DefenderException;
import io.vertx.core.Context;
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

    /** @return that of an answer that is about to be read */
    Turn turn() {
        return new Turn();
    }

    /** The turn of one answer, taken only if it comes to be a large one. */
    final class Turn {

        private volatile boolean inside;
        private boolean over;

        private Turn() {}

        /**
         * Waits for it. Nothing to wait for when the answer has it already. Nor on a thread that serves connections, which is not
         * to wait: whoever reads there reads a short body, and no number of machines makes that a large answer.
         *
         * @throws DefenderException when it takes too long
         */
        void take() {
            if (inside || Context.isOnEventLoopThread()) {
                return;
            }
            try {
                if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw DefenderException.overloaded(ASK_AGAIN);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw nobodyWaits();
            }
            synchronized (this) {
                if (over) {
                    room.release();
                    throw nobodyWaits();
                }
                inside = true;
            }
        }

        /** The answer is read, and used, or given up. From any thread; no effect when it was not taken. */
        synchronized void end() {
            over = true;
            if (inside) {
                inside = false;
                room.release();
            }
        }

        private CancellationException nobodyWaits() {
            return new CancellationException("nobody waits for the answer any more");
        }
    }
}
