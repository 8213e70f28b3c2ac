// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicLong;

/** Faults of the body: the connection holds, but what comes over it is not an answer. */
final class WrongBodies {

    private WrongBodies() {}

    static void empty(FaultyCall call, int status) {
        call.routing().response().setStatusCode(status).end();
    }

    static void html(FaultyCall call, int status) {
        raw(call, status, "text/html; charset=us-ascii", """
                <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">
                <HTML><HEAD><TITLE>Service Unavailable</TITLE></HEAD>
                <BODY><h2>Service Unavailable</h2>
                <hr><p>HTTP Error %d. The service is unavailable.</p>
                </BODY></HTML>
                """.formatted(status));
    }

    static void raw(FaultyCall call, int status, String contentType, String body) {
        call.routing()
                .response()
                .setStatusCode(status)
                .putHeader("Content-Type", contentType)
                .end(body);
    }

    static void brokenJson(FaultyCall call) {
        begin(call).end(call.opening().copy().appendBuffer(halfOf(call.piece().apply(0))));
    }

    static void endless(FaultyCall call) {
        AtomicLong number = new AtomicLong();
        HttpServerResponse response = begin(call).setChunked(true);
        response.write(call.opening());
        Outflow.send(call.vertx(), response, () -> {
            // Single machines would be a chunk each: a few at a time is what a server sends.
            Buffer several = Buffer.buffer();
            for (int i = 0; i < 16; i++) {
                several.appendBuffer(call.piece().apply(number.getAndIncrement()));
            }
            return several;
        });
    }

    static void stalled(FaultyCall call) {
        begin(call)
                .setChunked(true)
                .write(call.opening().copy().appendBuffer(halfOf(call.piece().apply(0))));
    }

    static HttpServerResponse begin(FaultyCall call) {
        return call.routing().response().putHeader("Content-Type", call.contentType());
    }

    static Buffer halfOf(Buffer piece) {
        return piece.getBuffer(0, piece.length() / 2);
    }
}
