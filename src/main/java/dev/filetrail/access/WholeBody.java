// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.Locale;

/**
 * Waits for the body of a request that has been let in, so that nobody behind it deals with one that is too large, comes too
 * slowly, or is no JSON that can be read.
 */
final class WholeBody {

    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;

    private final long largest;
    private final Duration longest;
    private final BodyHandler reader;

    /**
     * @param largest how many bytes a body may have
     * @param longest how long it may take to come
     */
    WholeBody(long largest, Duration longest) {
        this.largest = largest;
        this.longest = longest;
        this.reader = BodyHandler.create(false).setBodyLimit(largest);
    }

    /**
     * Reads it, and goes on once it is there.
     *
     * @param context the request
     */
    void await(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            context.next();
            return;
        }
        if (announced(request) > largest) {
            tooLarge().answerAndCloseInTheEnd(context);
            return;
        }
        long late = context.vertx().setTimer(longest.toMillis(), over -> {
            if (!request.isEnded()) {
                new Problem(408, "The body was not there after " + longest.toSeconds() + " seconds.")
                        .answerAndClose(context);
            }
        });
        context.addEndHandler(end -> context.vertx().cancelTimer(late));
        reader.handle(context);
    }

    /**
     * Goes on with a body that is there, if it can be read.
     *
     * @param context the request
     */
    void check(RoutingContext context) {
        Door door = Door.of(context.normalizedPath());
        if (door == Door.CHAT) {
            // There a message is looked at only once its signature has been found right.
            context.next();
            return;
        }
        boolean calls = door == Door.MCP && context.request().method().equals(HttpMethod.POST);
        Buffer body = context.body().buffer() == null
                ? Buffer.buffer()
                : context.body().buffer();
        if (!calls && (body.length() == 0 || !saysJson(context.request()))) {
            context.next();
            return;
        }
        String fault = JsonShape.fault(body, calls);
        if (fault == null) {
            context.next();
        } else if (calls) {
            answerCall(context, PARSE_ERROR, fault);
        } else {
            new Problem(400, fault).answer(context);
        }
    }

    /**
     * Answers for what went wrong with a body on the way, or behind the gate because of what is in it.
     *
     * @param context a request that has failed
     */
    static void failed(RoutingContext context) {
        if (context.response().closed()) {
            // Whoever sent it has gone, and there is nobody to tell.
            return;
        }
        if (context.statusCode() == 413) {
            tooLarge().answerAndCloseInTheEnd(context);
        } else if (isOfTheBody(context.failure()) && Door.of(context.normalizedPath()) == Door.MCP) {
            answerCall(context, INVALID_REQUEST, "The body is not a call as MCP has it.");
        } else {
            context.next();
        }
    }

    /** The extension looks at a call only where it uses it: a text where MCP has an object, or nothing where there must be something. */
    private static boolean isOfTheBody(Throwable failure) {
        return failure instanceof ClassCastException || failure instanceof IllegalArgumentException;
    }

    /** The transport's own form, which a client of MCP can read: without an id, which MCP lets be anything but null. */
    private static void answerCall(RoutingContext context, int code, String message) {
        context.response()
                .setStatusCode(400)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject()
                        .put("jsonrpc", "2.0")
                        .put("error", new JsonObject().put("code", code).put("message", message))
                        .encode());
    }

    private static Problem tooLarge() {
        return new Problem(413, "The body is too large: a question is small.");
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static boolean saysJson(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).contains("json");
    }
}
