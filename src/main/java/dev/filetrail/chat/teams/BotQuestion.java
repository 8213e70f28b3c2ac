// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A question that waits for its asker to be signed in. It travels as the name of the sign-in, which Teams sends back, so that
 * whichever replica is told of the sign-in can answer. It is only ever asked with the rights of whoever brings it.
 *
 * @param text as it was typed; "" when it is too long to travel, and has to be asked again
 * @param activity id of the message, which is to be answered
 */
record BotQuestion(String text, String activity) {

    /** A card may have 28 KB. */
    private static final int LONGEST = 8_000;

    private static final int LONGEST_NAME = 48_000;

    /** @return the name of the sign-in */
    String name() {
        JsonObject json =
                new JsonObject().put("q", text.length() > LONGEST ? "" : text).put("a", activity);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads one.
     *
     * @param name of a sign-in; anything
     * @return empty when it is none of ours
     */
    static Optional<BotQuestion> of(String name) {
        if (name.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        try {
            JsonObject json = new JsonObject(new String(Base64.getUrlDecoder().decode(name), StandardCharsets.UTF_8));
            return Optional.of(new BotQuestion(Activity.text(json, "q"), Activity.text(json, "a")));
        } catch (DecodeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
