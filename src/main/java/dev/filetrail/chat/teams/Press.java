// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import dev.filetrail.trail.HashList;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What a button carries, and what is read from it when it comes back. What comes back may be anything. */
final class Press {

    private static final String TOPIC = "topic";
    private static final String HASH = "hash";
    private static final String PAGE = "page";
    private static final String CURSOR = "cursor";
    /** Longer than any that FileTrail gives. */
    private static final int LONGEST_CURSOR = 400;

    private static final int LONGEST_HASH = 64;

    private Press() {}

    /**
     * A button that asks something.
     *
     * @param title what stands on it
     * @param topic what is asked
     * @param hash of which file
     * @return the action, which a place that can't do it leaves out
     */
    static JsonObject button(String title, Question.Topic topic, String hash) {
        return action(title, topic, new JsonObject().put(HASH, hash));
    }

    /**
     * A button for a further page.
     *
     * @param title what stands on it
     * @param topic what is asked
     * @param hash of which file
     * @param page which one it is
     * @param cursor of the page before
     * @return the action
     */
    static JsonObject further(String title, Question.Topic topic, String hash, int page, String cursor) {
        return action(
                title, topic, new JsonObject().put(HASH, hash).put(PAGE, page).put(CURSOR, cursor));
    }

    private static JsonObject action(String title, Question.Topic topic, JsonObject data) {
        return new JsonObject()
                .put("type", "Action.Execute")
                .put("title", title)
                .put("verb", topic.word())
                .put("data", data.put(TOPIC, topic.word()))
                .put("fallback", "drop");
    }

    /**
     * Reads what came back.
     *
     * @param data anything; may be null
     * @return the question; the one for help when there is none in it
     */
    static Question read(JsonObject data) {
        if (data == null || data.getMap() == null) {
            return Question.help();
        }
        Question.Topic topic = Question.Topic.of(text(data, TOPIC, 16).toLowerCase(Locale.ROOT));
        HashList list = HashList.read(text(data, HASH, LONGEST_HASH));
        if (topic == null || topic == Question.Topic.HELP || list.hashes().size() != 1) {
            return Question.help();
        }
        String cursor = text(data, CURSOR, LONGEST_CURSOR);
        return new Question(topic, list, page(data), cursor.isEmpty() ? null : cursor, "");
    }

    private static String text(JsonObject data, String name, int longest) {
        return data.getMap().get(name) instanceof CharSequence text && text.length() <= longest ? text.toString() : "";
    }

    private static int page(JsonObject data) {
        return data.getMap().get(PAGE) instanceof Number number
                ? Math.min(Question.LAST_PAGE, Math.max(1, number.intValue()))
                : 1;
    }
}
