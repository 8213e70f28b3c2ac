// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * The answer to one request over HTTP: a JSON object as long as there is nothing but the response to send, else a stream of
 * server-sent events (MCP 2026-07-28, Streamable HTTP, sections on sending and receiving messages).
 */
final class HttpChannel implements Channel {

    private static final String EVENT_STREAM = "text/event-stream";

    private final RoutingContext context;
    private final HttpServerResponse response;
    private boolean streaming;

    HttpChannel(RoutingContext context) {
        this.context = context;
        this.response = context.response();
    }

    @Override
    public synchronized Future<Void> notification(JsonObject message) {
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        if (!streaming) {
            streaming = true;
            response.setChunked(true)
                    .putHeader(HttpHeaders.CONTENT_TYPE, EVENT_STREAM)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    // Else a proxy on the way might keep the events until there are enough of them.
                    .putHeader("X-Accel-Buffering", "no");
        }
        return response.write(event(message));
    }

    @Override
    public synchronized Future<Void> response(JsonObject message, int status) {
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        if (streaming) {
            return response.end(event(message));
        }
        return response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(message.toBuffer());
    }

    @Override
    public void whenGone(Runnable gone) {
        context.addEndHandler(end -> gone.run());
    }

    @Override
    public synchronized Future<Void> stillHere() {
        return streaming && !response.ended() && !response.closed()
                ? response.write(":\n\n")
                : Future.succeededFuture();
    }

    private static String event(JsonObject message) {
        return "event: message\ndata: " + message.encode() + "\n\n";
    }
}
