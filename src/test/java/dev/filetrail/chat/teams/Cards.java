// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Holds cards to what Teams takes. */
public final class Cards {

    /** What Teams takes. */
    static final int MOST_BYTES = 28 * 1024;

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V7)
            .getSchema(Cards.class.getResourceAsStream("/adaptive-cards/card-1.5.json"));

    private Cards() {}

    /**
     * Holds one to the schema and the size.
     *
     * @param card any
     * @return all that it shows, a line each
     */
    public static String valid(JsonObject card) {
        String json = card.encode();
        assertThat(SCHEMA.validate(json, InputFormat.JSON))
                .as(card.encodePrettily())
                .isEmpty();
        assertThat(json.getBytes(StandardCharsets.UTF_8).length).as("bytes").isLessThan(MOST_BYTES);
        List<String> shown = new ArrayList<>();
        collect(card.getJsonArray("body"), shown);
        return String.join("\n", shown);
    }

    /**
     * What can be pressed.
     *
     * @param card any
     * @return titles
     */
    public static List<String> buttons(JsonObject card) {
        List<String> titles = new ArrayList<>();
        actions(card).forEach(action -> titles.add(action.getString("title")));
        return titles;
    }

    /**
     * What its buttons do.
     *
     * @param card any
     * @return actions
     */
    static List<JsonObject> actions(JsonObject card) {
        List<JsonObject> actions = new ArrayList<>();
        for (Object element : card.getJsonArray("body")) {
            ((JsonObject) element)
                    .getJsonArray("actions", new JsonArray())
                    .forEach(action -> actions.add((JsonObject) action));
        }
        return actions;
    }

    private static void collect(Object part, List<String> shown) {
        if (part instanceof JsonArray all) {
            all.forEach(each -> collect(each, shown));
        } else if (part instanceof JsonObject object) {
            if (object.containsKey("inlines")) {
                StringBuilder line = new StringBuilder();
                object.getJsonArray("inlines").forEach(run -> line.append(((JsonObject) run).getString("text")));
                shown.add(line.toString());
                return;
            }
            if (object.getValue("text") instanceof String text) {
                shown.add(text);
            }
            if (object.containsKey("value")) {
                shown.add(object.getString("title") + ": " + object.getString("value"));
            }
            for (String inner : List.of("facts", "rows", "cells", "items")) {
                collect(object.getValue(inner), shown);
            }
        }
    }
}
