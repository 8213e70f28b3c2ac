// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.vertx.core.json.JsonObject;

/** A stretch of text with a look of its own. It stands in a {@code RichTextBlock}, so that nothing in it is taken for Markdown. */
final class Run {

    private final JsonObject json;

    private Run(String text) {
        json = new JsonObject().put("type", "TextRun").put("text", text);
    }

    /**
     * Text from a stranger.
     *
     * @param text may be null
     * @param most characters at the most
     * @return the run
     */
    static Run foreign(String text, int most) {
        return new Run(CardText.run(text, most));
    }

    /**
     * FileTrail's own words.
     *
     * @param words with nothing of anybody else's in them
     * @return the run
     */
    static Run own(String words) {
        return new Run(words);
    }

    /** @return the same, heavier */
    Run bold() {
        return with("weight", "Bolder");
    }

    /** @return the same, fainter */
    Run subtle() {
        return with("isSubtle", true);
    }

    /** @return the same, every letter as wide as the other */
    Run code() {
        return with("fontType", "Monospace");
    }

    /** @return the same, as a warning */
    Run alarming() {
        return with("color", "Attention");
    }

    /**
     * The same, which opens a page.
     *
     * @param address of the page; null for none
     * @return this
     */
    Run opening(String address) {
        return address == null ? this : with("selectAction", Elements.open(null, address));
    }

    private Run with(String look, Object value) {
        json.put(look, value);
        return this;
    }

    /** @return as the card has it */
    JsonObject json() {
        return json;
    }
}
