package dev.filetrail.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Supplier;

/** Sends an answer piece by piece, only as fast as the client takes it. */
final class Outflow {

    /** How many pieces in one turn of the event loop, so that a fast client does not starve all others. */
    private static final int PIECES_IN_ONE_TURN = 16;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Supplier<Buffer> pieces;

    private Outflow(Vertx vertx, HttpServerResponse response, Supplier<Buffer> pieces) {
        this.vertx = vertx;
        this.response = response;
        this.pieces = pieces;
    }

    /**
     * Sends pieces of a response that is already chunked, until the supplier gives null, then ends the answer; stops
     * when the client leaves.
     */
    static void send(Vertx vertx, HttpServerResponse response, Supplier<Buffer> pieces) {
        response.exceptionHandler(clientLeft -> {});
        new Outflow(vertx, response, pieces).turn();
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
        }
        vertx.runOnContext(next -> turn());
    }
}
