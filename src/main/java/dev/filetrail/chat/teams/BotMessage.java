// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the bot sends (Bot Framework, "Activity" schema), without the parts that say where. */
final class BotMessage {

    /** Shown in a notification, where there is room for a line. */
    private static final int LONGEST_SUMMARY = 500;

    private BotMessage() {}

    /** @return that an answer is being written */
    static JsonObject typing() {
        return new JsonObject().put("type", "typing");
    }

    /**
     * An answer.
     *
     * @param said with a card, or without
     * @return the card, and a line of text for where none is shown
     */
    static JsonObject of(Said said) {
        if (said.card() == null) {
            return text(said.text());
        }
        String text = said.text();
        return withAttachment("application/vnd.microsoft.card.adaptive", said.card())
                .put("summary", text.length() > LONGEST_SUMMARY ? text.substring(0, LONGEST_SUMMARY) + "…" : text);
    }

    /**
     * An answer in words.
     *
     * @param text plain
     * @return without a card
     */
    static JsonObject text(String text) {
        return new JsonObject().put("type", "message").put("text", text).put("textFormat", "plain");
    }

    /**
     * The request that Teams gives the bot the person's own token.
     *
     * @param card its content
     * @return what Teams answers by itself, if it can
     */
    static JsonObject signIn(JsonObject card) {
        return withAttachment("application/vnd.microsoft.card.oauth", card);
    }

    private static JsonObject withAttachment(String type, JsonObject content) {
        return new JsonObject()
                .put("type", "message")
                .put(
                        "attachments",
                        new JsonArray()
                                .add(new JsonObject().put("contentType", type).put("content", content)));
    }
}
