// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** A message that is not taken, and why: an {@code application/problem+json} (RFC 9457). */
final class MessageRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final int retryAfterSeconds;

    private MessageRefusal(int status, String detail, int retryAfterSeconds, Throwable cause) {
        super(detail, cause, false, false);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /**
     * @param status of HTTP
     * @param detail what happened, and what to do; without a secret
     */
    MessageRefusal(int status, String detail) {
        this(status, detail, 0, null);
    }

    /**
     * Not now.
     *
     * @param detail what happened
     * @param seconds when to come again
     * @param cause may be null
     * @return a 503
     */
    static MessageRefusal later(String detail, int seconds, Throwable cause) {
        return new MessageRefusal(503, detail, seconds, cause);
    }

    /** @return of HTTP */
    int status() {
        return status;
    }

    /** @return the same may be taken later */
    boolean isForNow() {
        return retryAfterSeconds > 0;
    }

    /**
     * Answers a request with it.
     *
     * @param context the request; nothing happens when it has been answered, or nobody is there any more
     * @param challenge what a sender has to bring ({@code WWW-Authenticate})
     */
    void answer(RoutingContext context, String challenge) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (status == 401) {
            response.putHeader("WWW-Authenticate", challenge);
        }
        if (status == 405) {
            response.putHeader(HttpHeaders.ALLOW, "POST");
        }
        if (retryAfterSeconds > 0) {
            response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfterSeconds));
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(new JsonObject()
                        .put("type", "about:blank")
                        .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                        .put("status", status)
                        .put("detail", getMessage())
                        .encode());
    }
}
