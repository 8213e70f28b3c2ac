// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What is being fetched: one errand for all who ask for the same at the same moment. It goes on for as long as anybody
 * waits for it, and is given up when the last one has gone.
 *
 * @param <K> what is asked for
 * @param <T> what comes
 */
final class UnderWay<K, T> {

    private final Map<K, Errands> errands = new HashMap<>();

    /** One errand and those who wait for it. */
    private final class Errands {

        private final CompletableFuture<T> result = new CompletableFuture<>();
        private int askers;
        private Cancellable errand = () -> {};
    }

    /**
     * Waits for what is under way, or sends somebody.
     *
     * @param key what is asked for
     * @param fetch used when nobody has been sent
     * @return what comes, on whatever thread; cancelling it leaves the others undisturbed
     */
    Uni<T> join(K key, Supplier<Uni<T>> fetch) {
        return Uni.createFrom().emitter(emitter -> {
            boolean send;
            Errands joined;
            synchronized (errands) {
                joined = errands.computeIfAbsent(key, any -> new Errands());
                send = joined.askers == 0;
                joined.askers++;
            }
            joined.result.whenComplete((item, failure) -> {
                if (failure == null) {
                    emitter.complete(item);
                } else {
                    emitter.fail(failure);
                }
            });
            emitter.onTermination(() -> leave(key, joined));
            if (send) {
                send(key, joined, fetch);
            }
        });
    }

    private void send(K key, Errands joined, Supplier<Uni<T>> fetch) {
        Cancellable errand = fetch.get()
                .onTermination()
                .invoke(() -> remove(key, joined))
                .subscribe()
                .with(joined.result::complete, joined.result::completeExceptionally);
        boolean nobodyLeft;
        synchronized (errands) {
            joined.errand = errand;
            nobodyLeft = joined.askers == 0;
        }
        if (nobodyLeft) {
            errand.cancel();
        }
    }

    private void remove(K key, Errands joined) {
        synchronized (errands) {
            errands.remove(key, joined);
        }
    }

    private void leave(K key, Errands joined) {
        Cancellable nobodyLeft;
        synchronized (errands) {
            if (--joined.askers > 0 || joined.result.isDone()) {
                return;
            }
            errands.remove(key, joined);
            nobodyLeft = joined.errand;
        }
        nobodyLeft.cancel();
    }
}
