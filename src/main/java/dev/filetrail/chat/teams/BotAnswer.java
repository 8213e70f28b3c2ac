// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * What the request that delivers an activity is itself answered with.
 *
 * @param status of HTTP
 * @param body JSON; null for none
 */
record BotAnswer(int status, JsonObject body) {

    private static final String CARD = "application/vnd.microsoft.card.adaptive";
    private static final String TEXT = "application/vnd.microsoft.activity.message";
    private static final String SIGN_IN = "application/vnd.microsoft.activity.loginRequest";
    private static final String NOT_SIGNED_IN = "application/vnd.microsoft.error.preconditionFailed";

    /** What needs no answer in the response: only an {@code invoke} has one. */
    static BotAnswer taken(Activity activity) {
        return new BotAnswer("message".equals(activity.type()) ? 202 : 200, null);
    }

    /**
     * Answers a button (Microsoft's page "Universal Actions for Adaptive Cards", section "Response format").
     *
     * @param said with a card, to put in the other one's place, or a text, which is shown for a moment
     * @return the answer
     */
    static BotAnswer of(Said said) {
        return said.card() == null ? text(said.text()) : invoked(200, CARD, said.card());
    }

    /**
     * Answers a button with what is shown for a moment.
     *
     * @param text for people
     * @return the answer
     */
    static BotAnswer text(String text) {
        return invoked(200, TEXT, text);
    }

    /**
     * Answers a button by asking for the token of whoever has pressed it.
     *
     * @param card the content of an OAuth card
     * @return the answer
     */
    static BotAnswer signIn(JsonObject card) {
        return invoked(401, SIGN_IN, card);
    }

    /**
     * Answers a button whose token is of no use.
     *
     * @param words why
     * @return the answer
     */
    static BotAnswer notSignedIn(String words) {
        return invoked(412, NOT_SIGNED_IN, new JsonObject().put("code", "412").put("message", words));
    }

    private static BotAnswer invoked(int status, String type, Object value) {
        return new BotAnswer(
                200,
                new JsonObject().put("statusCode", status).put("type", type).put("value", value));
    }

    /** @param context the request; nothing happens when it has been answered, or nobody is there any more */
    void send(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (body == null) {
            response.end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                    .end(body.toBuffer());
        }
    }
}
