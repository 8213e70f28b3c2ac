// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Supplier;

/** Sends an answer piece by piece, only as fast as the client takes it. */
final class Outflow {

    /** How many pieces in one turn of the event loop, so that a fast client does not starve all others. */
    private static final int PIECES_IN_ONE_TURN = 4;

    private static final String PAUSE = "pause after each piece";

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Supplier<Buffer> pieces;
    private final Duration pause;

    private Outflow(Vertx vertx, HttpServerResponse response, Supplier<Buffer> pieces, Duration pause) {
        this.vertx = vertx;
        this.response = response;
        this.pieces = pieces;
        this.pause = pause;
    }

    /** Orders a pause after each piece of an answer that is not sent yet. */
    static void slowDown(RoutingContext routing, Duration pause) {
        routing.put(PAUSE, pause);
    }

    /** The same as below, with the pauses that were ordered. */
    static void send(Vertx vertx, RoutingContext routing, Supplier<Buffer> pieces) {
        Duration pause = routing.get(PAUSE);
        send(vertx, routing.response(), pieces, pause == null ? Duration.ZERO : pause);
    }

    /**
     * Sends pieces of a response that is already chunked, until the supplier gives null, then ends the answer; stops
     * when the client leaves.
     */
    static void send(Vertx vertx, HttpServerResponse response, Supplier<Buffer> pieces) {
        send(vertx, response, pieces, Duration.ZERO);
    }

    private static void send(Vertx vertx, HttpServerResponse response, Supplier<Buffer> pieces, Duration pause) {
        response.exceptionHandler(clientLeft -> {});
        new Outflow(vertx, response, pieces, pause).turn();
    }

    private void turn() {
        for (int sent = 0; sent < PIECES_IN_ONE_TURN; sent++) {
            if (response.closed()) {
                return;
            }
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> {
                    response.drainHandler(null);
                    turn();
                });
                return;
            }
            Buffer piece = pieces.get();
            if (piece == null) {
                response.end();
                return;
            }
            response.write(piece);
            if (!pause.isZero()) {
                vertx.setTimer(pause.toMillis(), timer -> turn());
                return;
            }
        }
        vertx.runOnContext(next -> turn());
    }
}
