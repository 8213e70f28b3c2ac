// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A card that is being written, from top to bottom, and the plain text of the same. */
final class Card {

    /** Teams takes 28 KB of message; what the message has around the card needs some of it. */
    static final int MOST_BYTES = 26_000;

    private static final String VERSION = "1.5";
    private static final int LONGEST_TEXT = 1_500;
    private static final int LONGEST_NOTE = 600;
    private static final String GOOD = "Good";
    private static final String WARNING = "Warning";
    private static final String ALARM = "Attention";

    private final List<JsonObject> above = new ArrayList<>();
    private final List<JsonObject> rows = new ArrayList<>();
    private final List<JsonObject> below = new ArrayList<>();
    private final List<JsonObject> buttons = new ArrayList<>();
    private final List<JsonObject> otherQuestions = new ArrayList<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private String firstColumn;
    private String secondColumn;

    /** How a heading looks. */
    enum Mood {
        /** Nothing to worry about. */
        CALM(GOOD),
        /** Something that is not as it should be, but that waiting or asking differently mends. */
        CAREFUL(WARNING),
        /** Something to look at now. */
        ALARMED(ALARM),
        /** Neither. */
        NEUTRAL("Default");

        private final String color;

        Mood(String color) {
            this.color = color;
        }
    }

    /**
     * Begins a card.
     *
     * @param words the most important, FileTrail's own
     * @param mood how they look
     */
    Card(String words, Mood mood) {
        above.add(Elements.heading(words, mood.color));
        text.append(words).append(words.endsWith("?") ? "" : ".");
    }

    /**
     * Adds a line that is in the plain text too.
     *
     * @param words from anybody
     * @return this
     */
    Card say(String words) {
        above.add(Elements.line(Run.foreign(words, LONGEST_TEXT)));
        text.append(' ').append(CardText.inert(words, LONGEST_TEXT));
        return this;
    }

    /**
     * Adds a line.
     *
     * @param runs what is on it
     * @return this
     */
    Card line(Run... runs) {
        above.add(Elements.line(runs));
        return this;
    }

    /**
     * Adds a fact.
     *
     * @param title FileTrail's own words
     * @param value inert already; null or empty is no fact
     * @return this
     */
    Card fact(String title, String value) {
        if (value != null && !value.isEmpty()) {
            facts.put(title, value);
        }
        return this;
    }

    /**
     * Names the columns of the table.
     *
     * @param first the wider
     * @param second the other
     * @return this
     */
    Card columns(String first, String second) {
        firstColumn = first;
        secondColumn = second;
        return this;
    }

    /**
     * Adds a row to the table. Those that come last are left out first.
     *
     * @param first what stands in the wider column
     * @param second what stands in the other
     * @return this
     */
    Card row(List<JsonObject> first, List<JsonObject> second) {
        rows.add(Elements.row(first, second));
        return this;
    }

    /**
     * Adds a faint line below the table.
     *
     * @param words from anybody
     * @return this
     */
    Card note(String words) {
        below.add(Elements.line(Run.foreign(words, LONGEST_NOTE).subtle()));
        return this;
    }

    /**
     * Adds to the plain text only.
     *
     * @param words inert already
     * @return this
     */
    Card inTextOnly(String words) {
        text.append(' ').append(words);
        return this;
    }

    /**
     * Adds something to press that goes on with what the card tells.
     *
     * @param action of {@link Elements} or {@link Press}
     * @return this
     */
    Card button(JsonObject action) {
        buttons.add(action);
        return this;
    }

    /**
     * Adds something to press that asks something else of the same file. Those stand on a row of their own: a phone has no room for
     * more than two buttons beside each other, and what is beyond the edge is cut off there.
     *
     * @param action of {@link Press}
     * @return this
     */
    Card otherQuestion(JsonObject action) {
        otherQuestions.add(action);
        return this;
    }

    /**
     * Ends it. What makes it too large is left out: rows first, from the last on, then notes, from the first on, as the last says
     * what to ask next.
     *
     * @return the card, which is small enough, and the text
     */
    Said said() {
        String plain = CardText.run(text.toString(), LONGEST_TEXT);
        int shown = rows.size();
        JsonObject card = card(shown, 0, plain);
        while (bytes(card) > MOST_BYTES && shown > 0) {
            shown--;
            card = card(shown, 0, plain);
        }
        for (int left = 1; bytes(card) > MOST_BYTES && left <= below.size(); left++) {
            card = card(shown, left, plain);
        }
        return new Said(card, plain);
    }

    /**
     * What a card weighs on its way.
     *
     * @param card any
     * @return bytes of UTF-8
     */
    static int bytes(JsonObject card) {
        return card.encode().getBytes(StandardCharsets.UTF_8).length;
    }

    private JsonObject card(int shown, int notesLeftOut, String plain) {
        JsonArray body = new JsonArray(new ArrayList<>(above));
        if (!facts.isEmpty()) {
            body.add(Elements.facts(facts));
        }
        if (shown > 0) {
            body.add(Elements.table(firstColumn, secondColumn, rows.subList(0, shown)));
        }
        if (shown < rows.size()) {
            body.add(Elements.line(Run.own((rows.size() - shown) + " rows more would not fit in this card.")
                    .subtle()));
        }
        below.subList(notesLeftOut, below.size()).forEach(body::add);
        for (List<JsonObject> row : List.of(buttons, otherQuestions)) {
            if (!row.isEmpty()) {
                body.add(Elements.buttons(row));
            }
        }
        return new JsonObject()
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", VERSION)
                .put("fallbackText", plain)
                .put("msteams", new JsonObject().put("width", "Full"))
                .put("body", body);
    }
}
