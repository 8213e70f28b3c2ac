// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.tools;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why there is no answer, as {@code application/problem+json} (RFC 9457). */
final class ToolsProblem extends Exception {

    private static final long serialVersionUID = 1;

    /** By which the audit log knows the question; whoever writes that down sets it. */
    private static final String CORRELATION = "X-Correlation-Id";

    private final int status;
    private final transient Map<String, String> headers = new LinkedHashMap<>();
    private final transient JsonObject members = new JsonObject();

    /**
     * @param status of HTTP
     * @param detail what happened, and what to do
     */
    ToolsProblem(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    /**
     * Adds a header.
     *
     * @param header name
     * @param value its value
     * @return this
     */
    ToolsProblem with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /**
     * Adds a member besides those that every problem has.
     *
     * @param member name
     * @param value its value; null adds nothing
     * @return this
     */
    ToolsProblem saying(String member, Object value) {
        if (value != null) {
            members.put(member, value);
        }
        return this;
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
        saying("correlation_id", response.headers().get(CORRELATION));
        response.end(new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", getMessage())
                .mergeIn(members)
                .toBuffer());
    }
}
