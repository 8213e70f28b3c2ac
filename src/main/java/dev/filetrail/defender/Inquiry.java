// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.concurrent.CancellationException;

/**
 * A question while it is being asked: how many attempts there were, and whether anybody still wants to know. The guards of
 * fault tolerance tell what they guard nothing of that, so it is told here.
 */
final class Inquiry {

    private int attempts;
    private boolean givenUp;
    private Runnable giveUp = () -> {};

    /** @return the number of the attempt that begins, 1 for the first */
    synchronized int nextAttempt() {
        return ++attempts;
    }

    /** Nobody wants to know any more. What is under way ends, and nothing further begins. */
    void giveUp() {
        Runnable underWay;
        synchronized (this) {
            givenUp = true;
            underWay = giveUp;
        }
        underWay.run();
    }

    /**
     * A piece of work, for as long as anybody wants to know.
     *
     * @param work cancelled when nobody does
     * @param <T> what it comes to
     * @return that, or a {@link CancellationException}: whoever guards it has to hear of some end
     */
    <T> Uni<T> whileWanted(Uni<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            if (isGivenUp()) {
                emitter.fail(nobodyWaits());
                return;
            }
            Cancellable underWay = work.subscribe().with(emitter::complete, emitter::fail);
            Runnable end = () -> {
                underWay.cancel();
                emitter.fail(nobodyWaits());
            };
            if (!mayGoOn(end)) {
                end.run();
            }
        });
    }

    private synchronized boolean isGivenUp() {
        return givenUp;
    }

    private synchronized boolean mayGoOn(Runnable end) {
        giveUp = end;
        return !givenUp;
    }

    private static CancellationException nobodyWaits() {
        return new CancellationException("nobody waits for the answer any more");
    }
}
