// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import io.quarkiverse.mcp.server.Cancellation.OperationCancellationException;
import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import io.quarkiverse.mcp.server.McpException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Makes large texts one at a time, each until it is handed to its connection, so that many readers take the room of one. */
@ApplicationScoped
class LargeTexts {

    private static final int PATIENCE_SECONDS = 5;

    private final Semaphore room = new Semaphore(1, true);
    private final CurrentVertxRequest request;

    LargeTexts(CurrentVertxRequest request) {
        this.request = request;
    }

    /** @return the turn of the current request, which ends with its response */
    Turn turn() {
        RoutingContext connection = request.getCurrent();
        Turn turn = new Turn(connection != null);
        if (connection != null) {
            connection.addEndHandler(end -> turn.leave());
        }
        return turn;
    }

    /** One reader's turn, which does not begin after its end. */
    final class Turn {

        private final boolean endsWithResponse;
        private boolean inside;
        private boolean over;

        private Turn(boolean endsWithResponse) {
            this.endsWithResponse = endsWithResponse;
        }

        /**
         * Makes a text, on a thread of its own, when it is this one's turn.
         *
         * @param make makes it; not asked when the reader has gone
         * @return the text, or an {@link McpException} when others keep the room for too long
         */
        Uni<String> text(Supplier<String> make) {
            // An emitter: what is emitted for a reader who has gone is no fault to be logged.
            return Uni.createFrom()
                    .<String>emitter(reader -> {
                        enter();
                        reader.complete(make.get());
                    })
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .onTermination()
                    .invoke((text, failure, cancelled) -> {
                        if (text == null || !endsWithResponse) {
                            leave();
                        }
                    });
        }

        private void enter() {
            synchronized (this) {
                if (over) {
                    throw new OperationCancellationException();
                }
            }
            try {
                if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new McpException(
                            "Other long lists of machines are being read at the moment, and FileTrail sends one at a time."
                                    + " Ask again in " + PATIENCE_SECONDS + " seconds.",
                            JsonRpcErrorCodes.INTERNAL_ERROR);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while it waited for its turn", e);
            }
            synchronized (this) {
                if (over) {
                    room.release();
                    throw new OperationCancellationException();
                }
                inside = true;
            }
        }

        private synchronized void leave() {
            over = true;
            if (inside) {
                inside = false;
                room.release();
            }
        }
    }
}
