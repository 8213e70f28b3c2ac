// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal as {@code application/problem+json} (RFC 9457).
 *
 * @param status of HTTP
 * @param detail what happened, and what to do
 * @param headers to send with it
 */
record Problem(int status, String detail, Map<String, String> headers) {

    /** What of a refused request is still on its way is read and forgotten for so long, then the connection is closed. */
    private static final long STILL_READING_MILLIS = 5_000;

    /**
     * @param status of HTTP
     * @param detail what happened, and what to do
     */
    Problem(int status, String detail) {
        this(status, detail, Map.of());
    }

    /**
     * @param header name
     * @param value its value
     * @return the same with a header more
     */
    Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, detail, more);
    }

    /**
     * Answers a request with it.
     *
     * @param context the request; nothing happens when it has been answered, or nobody is there any more
     */
    void answer(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.forEach(response::putHeader);
        response.end(new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail)
                .encode());
        forgetTheRest(context);
    }

    /**
     * The same, and an end to the connection, as what is still coming over it is of no use.
     *
     * @param context the request
     */
    void answerAndClose(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.addEndHandler(end -> request.connection().close());
        with("Connection", "close").answer(context);
    }

    /**
     * The same, but first what is still coming is read and forgotten, for a while: many a client sends all it has before it reads
     * an answer, and would see nothing but a broken connection.
     *
     * @param context the request
     */
    void answerAndCloseInTheEnd(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.addEndHandler(answered -> {
            if (request.isEnded()) {
                request.connection().close();
            } else {
                request.endHandler(read -> request.connection().close());
            }
        });
        with("Connection", "close").answer(context);
    }

    private static void forgetTheRest(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.isEnded()) {
            context.vertx().setTimer(STILL_READING_MILLIS, late -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
        }
    }
}
