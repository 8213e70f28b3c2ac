package dev.filetrail.chat.teams;

import dev.filetrail.trail.Visit;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;

/** What is said to what somebody types, or presses. It always ends with something to say, never with a failure. */
@Singleton
class Conversation {

    /**
     * Answers a message.
     *
     * @param message as it was typed, mentions taken out; anything, and never null
     * @param visit who has written it
     * @return what to say; cancelling gives the question up
     */
    Uni<Said> answer(String message, Visit visit) {
        return Uni.createFrom().item(help());
    }

    /**
     * Answers a button of a card, such as the one for more.
     *
     * @param data what the button carries, as it came back: anything
     * @param visit who has pressed it
     * @return the card to put in the other one's place
     */
    Uni<Said> pressed(JsonObject data, Visit visit) {
        return Uni.createFrom().item(help());
    }

    private static Said help() {
        String text = "Send me the SHA-1 or SHA-256 of a file.";
        return new Said(
                new JsonObject()
                        .put("type", "AdaptiveCard")
                        .put("version", "1.5")
                        .put(
                                "body",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("type", "TextBlock")
                                                .put("text", text)
                                                .put("wrap", true))),
                text);
    }
}
