// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import io.quarkiverse.mcp.server.Cancellation;
import io.quarkiverse.mcp.server.Cancellation.OperationCancellationException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Ends work that nobody waits for any more. An asker goes by closing the connection, or, in a session, by
 * {@code notifications/cancelled} (MCP section on cancellation); without a session the second has nothing to refer to. Where
 * there is no connection of HTTP, the transport tells.
 */
@Singleton
class AskerGone {

    /** The extension tells of a cancellation only when it is asked. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private final CurrentVertxRequest request;
    private final Leaving leaving;

    AskerGone(CurrentVertxRequest request, Leaving leaving) {
        this.request = request;
        this.leaving = leaving;
    }

    /**
     * Does work for as long as its asker is there.
     *
     * @param work cancelled when the asker goes
     * @param cancellation of the call
     * @param <T> what comes of it
     * @return that, or an {@link OperationCancellationException}, which sends no answer
     */
    <T> Uni<T> unlessGone(Uni<T> work, Cancellation cancellation) {
        RoutingContext connection = request.getCurrent();
        return Uni.join()
                .first(work, gone(connection, leaving.left(), cancellation))
                .toTerminate();
    }

    private static <T> Uni<T> gone(RoutingContext connection, CompletionStage<?> left, Cancellation cancellation) {
        return Uni.createFrom().emitter(emitter -> {
            if (connection != null) {
                connection.addEndHandler(end -> {
                    if (end.failed()) {
                        emitter.fail(new OperationCancellationException());
                    }
                });
            }
            if (left != null) {
                left.thenRun(() -> emitter.fail(new OperationCancellationException()));
            } else {
                Cancellable looking = Multi.createFrom()
                        .ticks()
                        .every(LOOK)
                        .onOverflow()
                        .drop()
                        .filter(tick -> cancellation.check().isRequested())
                        .subscribe()
                        .with(
                                tick -> emitter.fail(new OperationCancellationException()),
                                failure -> emitter.fail(new OperationCancellationException()));
                emitter.onTermination(looking::cancel);
            }
        });
    }
}
