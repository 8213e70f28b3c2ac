// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * One connection to the store for nothing but the script of the budget, so that no large answer ever stands in the way of a
 * decision. Commands go out one after the other without waiting for replies, and take effect in that order.
 */
final class StoreLine {

    private static final StoreScript SCRIPT = StoreScript.of("/budget/shared-ledger.lua");

    /** The first time it has to be found, greeted and, with TLS, trusted by a process that has only just begun. */
    private static final Duration PATIENCE_AT_FIRST = Duration.ofSeconds(5);

    private final SharedStore store;
    private final Consumer<Throwable> broken;
    private volatile Duration patience = PATIENCE_AT_FIRST;
    private Future<RedisConnection> connection;

    /**
     * @param store where to connect to
     * @param broken told when a connection that was there is no more
     */
    StoreLine(SharedStore store, Consumer<Throwable> broken) {
        this.store = store;
        this.broken = broken;
    }

    /**
     * Runs the script.
     *
     * @param keys it touches
     * @param arguments as it takes them
     * @return its reply; a failure, also when it takes longer than {@link SharedStore#PATIENCE}
     */
    Uni<Response> run(List<String> keys, List<String> arguments) {
        return Uni.createFrom()
                .completionStage(() -> connection()
                        .compose(there -> SCRIPT.run(there::send, keys, arguments))
                        .toCompletionStage())
                .ifNoItem()
                .after(patience)
                .fail()
                .onItemOrFailure()
                .invoke((reply, failure) -> patience = SharedStore.PATIENCE);
    }

    private synchronized Future<RedisConnection> connection() {
        if (connection == null) {
            Future<RedisConnection> next = store.redis().connect();
            connection = next;
            next.onFailure(failure -> forget(next)).onSuccess(there -> {
                there.exceptionHandler(failure -> lost(next, failure));
                there.endHandler(end -> lost(next, new IOException("it has closed the connection")));
            });
        }
        return connection;
    }

    private void lost(Future<RedisConnection> which, Throwable failure) {
        if (forget(which)) {
            broken.accept(failure);
        }
    }

    private synchronized boolean forget(Future<RedisConnection> which) {
        boolean current = which.equals(connection);
        connection = current ? null : connection;
        return current;
    }
}
