// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;

/**
 * The reading of a body, where it costs least: on the thread of the connection when all of a short one has come, since two
 * threads that wait for each other cost more than the reading; on a thread that may wait when it is long.
 *
 * @param <T> what it comes to
 */
final class Reading<T> {

    private final Callable<T> reading;
    private final UniEmitter<? super T> emitter;
    /** Which may be waiting; null when none is. */
    private Thread thread;

    private boolean over;

    private Reading(Callable<T> reading, UniEmitter<? super T> emitter) {
        this.reading = reading;
        this.emitter = emitter;
    }

    /**
     * Describes it; it begins when somebody subscribes. Cancelled, it ends the connection, and the waiting of whoever reads.
     *
     * @param body null when there is none
     * @param reading reads it, to its end, and closes it
     * @param <T> what it comes to
     * @return that, or whatever the reading throws
     */
    static <T> Uni<T> of(InputStream body, Callable<T> reading) {
        return Uni.createFrom().emitter(emitter -> {
            Reading<T> mine = new Reading<>(reading, emitter);
            if (body instanceof BodyStream stream) {
                emitter.onTermination(() -> {
                    stream.abandon();
                    mine.end(true);
                });
                stream.whenReadable(mine::begin);
            } else {
                mine.begin(body == null);
            }
        });
    }

    private void begin(boolean withoutWaiting) {
        if (isOver()) {
            // Given up before it began.
            return;
        }
        if (withoutWaiting) {
            read();
            return;
        }
        try {
            Infrastructure.getDefaultWorkerPool().execute(this::readOnThisThread);
        } catch (RejectedExecutionException e) {
            // The program ends.
            emitter.fail(e);
        }
    }

    private void readOnThisThread() {
        synchronized (this) {
            if (over) {
                return;
            }
            thread = Thread.currentThread();
        }
        read();
    }

    private synchronized boolean isOver() {
        return over;
    }

    private void read() {
        T result;
        try {
            result = reading.call();
        } catch (Exception | Error e) {
            end(false);
            emitter.fail(e);
            return;
        }
        end(false);
        emitter.complete(result);
    }

    private synchronized void end(boolean givenUp) {
        over = true;
        if (thread == null) {
            return;
        }
        if (givenUp) {
            thread.interrupt();
        } else {
            // The thread goes on to other work, which nobody has given up.
            Thread.interrupted();
        }
        thread = null;
    }
}
