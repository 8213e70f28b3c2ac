// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives words to what is refused behind the gate with a status and nothing else: by the router, where no route leads, and by the
 * extension, where a request is not what its transports take. Of the request nothing is said again.
 */
final class Wordless {

    private Wordless() {}

    /**
     * Answers a request that nobody has answered.
     *
     * @param context the request, at the end of all routes
     */
    static void unanswered(RoutingContext context) {
        if (ConsolePage.isAt(context.normalizedPath())) {
            new Problem(405, "The page can only be read.")
                    .with("Allow", "GET, HEAD")
                    .answer(context);
            return;
        }
        new Problem(
                        404,
                        "There is nothing here. FileTrail answers at /mcp (MCP), at /tools (the same tools as functions,"
                                + " which /q/openapi describes), at /chat/teams/webhook and /chat/teams/messages (Teams),"
                                + " and at / in a browser.")
                .answer(context);
    }

    /**
     * Answers a request that somebody has refused without a word.
     *
     * @param context a request that has failed
     */
    static void failed(RoutingContext context) {
        if (context.failure() != null) {
            context.next();
        } else if (Door.of(context.normalizedPath()) == Door.MCP) {
            refusedByMcp(context);
        } else if (context.statusCode() == 404) {
            unanswered(context);
        } else {
            context.next();
        }
    }

    private static void refusedByMcp(RoutingContext context) {
        switch (context.statusCode()) {
            case 400 ->
                new Problem(
                                400,
                                "An answer of MCP comes as JSON or as a stream: ask with 'Accept: application/json,"
                                        + " text/event-stream'.")
                        .answer(context);
            case 404 -> noSuchSession().answer(context);
            case 405 -> {
                String allowed = context.response().headers().get(HttpHeaders.ALLOW);
                new Problem(405, "Calls come by POST. There is no session here to listen to or to end.")
                        .with("Allow", allowed == null ? "POST" : allowed)
                        .answer(context);
            }
            default -> context.next();
        }
    }

    /** @return what is said of a session of MCP that is not there, or is somebody else's */
    static Problem noSuchSession() {
        return new Problem(404, "There is no such session: begin a new one.");
    }
}
