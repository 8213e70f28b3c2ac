// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** The parts that cards are made of, as the schema of Adaptive Cards 1.5 has them. */
final class Elements {

    private Elements() {}

    /**
     * A heading.
     *
     * @param words FileTrail's own, since Markdown means something in it
     * @param color of Adaptive Cards
     * @return the element
     */
    static JsonObject heading(String words, String color) {
        return new JsonObject()
                .put("type", "TextBlock")
                .put("text", words)
                .put("size", "Medium")
                .put("weight", "Bolder")
                .put("color", color)
                .put("wrap", true)
                .put("style", "heading");
    }

    /**
     * A line.
     *
     * @param runs what is on it
     * @return the element
     */
    static JsonObject line(Run... runs) {
        JsonArray inlines = new JsonArray();
        for (Run run : runs) {
            inlines.add(run.json());
        }
        return new JsonObject().put("type", "RichTextBlock").put("inlines", inlines);
    }

    /**
     * The same for where there is room, which a phone has not. Elsewhere than in Teams it is shown always.
     *
     * @param runs what is on it
     * @return the element
     */
    static JsonObject lineWhereWide(Run... runs) {
        return line(runs).put("targetWidth", "atLeast:standard");
    }

    /**
     * Facts.
     *
     * @param facts by title; values are inert already
     * @return the element
     */
    static JsonObject facts(Map<String, String> facts) {
        JsonArray all = new JsonArray();
        facts.forEach(
                (title, value) -> all.add(new JsonObject().put("title", title).put("value", value)));
        return new JsonObject().put("type", "FactSet").put("facts", all);
    }

    /**
     * A table of two columns, which a phone has room for. That its first row is a heading goes without saying: schema and renderers
     * disagree on what the property is called.
     *
     * @param first heading of the wider column
     * @param second heading of the other
     * @param rows with two cells each, of {@link #row}
     * @return the element
     */
    static JsonObject table(String first, String second, List<JsonObject> rows) {
        JsonArray all = new JsonArray()
                .add(row(
                        List.of(line(Run.own(first).bold())),
                        List.of(line(Run.own(second).bold()))));
        rows.forEach(all::add);
        return new JsonObject()
                .put("type", "Table")
                .put("columns", new JsonArray().add(column(3)).add(column(2)))
                .put("showGridLines", false)
                .put("rows", all);
    }

    /**
     * A row of a table.
     *
     * @param first what stands in the wider column
     * @param second what stands in the other
     * @return the row
     */
    static JsonObject row(List<JsonObject> first, List<JsonObject> second) {
        return new JsonObject()
                .put("type", "TableRow")
                .put("cells", new JsonArray().add(cell(first)).add(cell(second)));
    }

    /**
     * Something to press that opens a page.
     *
     * @param title what stands on it; null for none
     * @param address of the page
     * @return the action
     */
    static JsonObject open(String title, String address) {
        JsonObject action = new JsonObject().put("type", "Action.OpenUrl").put("url", address);
        return title == null ? action : action.put("title", title);
    }

    /**
     * Buttons beside each other.
     *
     * @param actions what they do
     * @return the element
     */
    static JsonObject buttons(List<JsonObject> actions) {
        return new JsonObject().put("type", "ActionSet").put("actions", new JsonArray(List.copyOf(actions)));
    }

    /** Its lines stand close together, so that one sees what belongs to which row. */
    private static JsonObject cell(List<JsonObject> items) {
        items.stream().skip(1).forEach(below -> below.put("spacing", "None"));
        return new JsonObject().put("type", "TableCell").put("items", new JsonArray(items));
    }

    private static JsonObject column(int width) {
        return new JsonObject().put("width", width);
    }
}
