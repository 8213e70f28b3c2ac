// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.tools;

import dev.filetrail.ForeignText;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shapes in which tools are listed: what each vendor's function-calling API takes as {@code tools}. */
enum ListFormat {
    /** As MCP has them, without what only its clients use. */
    MCP {
        @Override
        JsonObject of(JsonObject tool) {
            JsonObject listed = new JsonObject();
            for (String each : List.of(NAME, "title", DESCRIPTION, INPUT, "outputSchema", "annotations")) {
                if (tool.containsKey(each)) {
                    listed.put(each, tool.getValue(each));
                }
            }
            return listed;
        }
    },
    /** {@code type: function} with the function inside, as in OpenAI's chat completions, and in what others have made after it. */
    OPENAI {
        @Override
        JsonObject of(JsonObject tool) {
            return new JsonObject()
                    .put("type", "function")
                    .put("function", head(tool).put(PARAMETERS, parameters(tool)));
        }
    },
    /** The flat shape of OpenAI's responses. */
    RESPONSES {
        @Override
        JsonObject of(JsonObject tool) {
            return new JsonObject()
                    .put("type", "function")
                    .mergeIn(head(tool))
                    .put(PARAMETERS, parameters(tool))
                    // Strict schemas have neither patterns nor anything that may be left out.
                    .put("strict", false);
        }
    },
    /** Anthropic's messages. */
    ANTHROPIC {
        @Override
        JsonObject of(JsonObject tool) {
            return head(tool).put("input_schema", parameters(tool));
        }
    };

    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String INPUT = "inputSchema";
    private static final String PARAMETERS = "parameters";
    private static final int LONGEST_SHOWN = 60;

    /**
     * @param tool as MCP lists it
     * @return the same in this shape
     */
    abstract JsonObject of(JsonObject tool);

    /**
     * Finds one.
     *
     * @param name as it was asked for; null for none
     * @return that, or the usual one
     * @throws ToolsProblem when there is none of this name
     */
    static ListFormat named(String name) throws ToolsProblem {
        if (name == null) {
            return MCP;
        }
        for (ListFormat each : values()) {
            if (each.label().equalsIgnoreCase(name.strip())) {
                return each;
            }
        }
        throw new ToolsProblem(
                        400,
                        "There is no format '" + ForeignText.oneLine(name, LONGEST_SHOWN) + "'. There is: " + labels()
                                + ".")
                .saying("outcome", "bad_question");
    }

    /** @return as it is asked for */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String labels() {
        return Stream.of(values()).map(ListFormat::label).collect(Collectors.joining(", "));
    }

    private static JsonObject head(JsonObject tool) {
        return new JsonObject().put(NAME, tool.getString(NAME)).put(DESCRIPTION, tool.getString(DESCRIPTION));
    }

    private static JsonObject parameters(JsonObject tool) {
        JsonObject schema = tool.getJsonObject(INPUT).copy();
        // Some of these interfaces refuse what names its own language.
        schema.remove("$schema");
        return schema;
    }
}
