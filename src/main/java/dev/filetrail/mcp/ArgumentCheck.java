// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import dev.filetrail.ForeignText;
import dev.filetrail.trail.TrailException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the arguments of a call against the tool's published contract, and tells the model what to do differently: in the
 * tool's result, where the model reads it, as the MCP section on tools asks. What a model plainly means is forgiven: a number
 * as text, another case, an empty text or null for "not given".
 *
 * <p>It reads the message itself. What the extension has for this, typed parameters and guardrails, ends in an internal
 * error when arguments are missing or one of them is null.
 */
@Singleton
class ArgumentCheck {

    private static final int LONGEST_SHOWN = 60;
    /** Arguments that hold a list as one text, for which a model may well send a list. */
    private static final Set<String> LISTS = Set.of("hashes");

    private final PublishedSchemas schemas;

    ArgumentCheck(PublishedSchemas schemas) {
        this.schemas = schemas;
    }

    /**
     * Reads the arguments of a call.
     *
     * @param tool whose contract holds
     * @param message of the call
     * @return those that are given, each of its property's type
     * @throws TrailException a bad question that names the argument and what it must be
     */
    Arguments arguments(String tool, JsonObject message) {
        JsonObject given = message.getJsonObject("params").getJsonObject("arguments");
        return new Arguments(given == null ? Map.of() : checked(given, schemas.schema(tool)));
    }

    /**
     * What a call is given.
     *
     * @param values by name
     */
    record Arguments(Map<String, Object> values) {

        /** @return null when it is not given */
        String text(String name) {
            return (String) values.get(name);
        }

        /** @return false when it is not given */
        boolean truth(String name) {
            return Boolean.TRUE.equals(values.get(name));
        }

        /** @return null when it is not given */
        Integer number(String name) {
            return (Integer) values.get(name);
        }
    }

    private static Map<String, Object> checked(JsonObject given, JsonObject contract) {
        JsonObject properties = contract.getJsonObject("properties");
        Map<String, Object> checked = new HashMap<>();
        for (Map.Entry<String, Object> one : given) {
            String name = one.getKey();
            Object value = one.getValue();
            JsonObject property = properties.getJsonObject(name);
            if (property == null) {
                throw TrailException.badQuestion(
                        "There is no argument '" + ForeignText.oneLine(name, LONGEST_SHOWN) + "'.",
                        "The arguments are: " + String.join(", ", properties.fieldNames()) + ".");
            }
            if (value != null && !(value instanceof String text && text.isBlank())) {
                boolean needed = contract.getJsonArray("required").contains(name);
                checked.put(name, new Argument(name, value, property, needed).checked());
            }
        }
        return checked;
    }

    /**
     * One that is given.
     *
     * @param name of it
     * @param value as it came
     * @param property its part of the contract
     * @param needed the tool can't do without
     */
    private record Argument(String name, Object value, JsonObject property, boolean needed) {

        private Object checked() {
            return switch (property.getString("type")) {
                case "integer" -> integer();
                case "boolean" -> truth();
                default -> text();
            };
        }

        private int integer() {
            double number = Double.NaN;
            if (value instanceof Number given) {
                number = given.doubleValue();
            } else if (value instanceof String text && text.strip().matches("-?\\d{1,9}")) {
                number = Integer.parseInt(text.strip());
            }
            int least = property.getInteger("minimum");
            int most = property.getInteger("maximum");
            if (number != Math.rint(number) || number < least || number > most) {
                throw wrong("must be a whole number from " + least + " to " + most);
            }
            return (int) number;
        }

        private boolean truth() {
            if (value instanceof Boolean given) {
                return given;
            }
            String text = String.valueOf(value).strip();
            if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                return text.equalsIgnoreCase("true");
            }
            throw wrong("must be true or false");
        }

        private String text() {
            String text = isList() ? lines() : value instanceof String one ? one : null;
            if (text == null) {
                throw wrong("must be one text");
            }
            JsonArray allowed = property.getJsonArray("enum");
            if (allowed != null) {
                return allowed.stream()
                        .map(String.class::cast)
                        .filter(text.strip()::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow(() -> wrong("must be one of "
                                + allowed.stream().map(String.class::cast).collect(Collectors.joining(", "))));
            }
            int longest = property.getInteger("maxLength", Integer.MAX_VALUE);
            if (text.length() > longest) {
                throw wrong("must be a text of " + longest + " characters at the most");
            }
            return text;
        }

        private boolean isList() {
            return LISTS.contains(name);
        }

        /** A list of texts is as good as one text with a line for each; null when it is neither. */
        private String lines() {
            if (value instanceof String one) {
                return one;
            }
            return value instanceof JsonArray list && list.stream().allMatch(String.class::isInstance)
                    ? list.stream().map(String.class::cast).collect(Collectors.joining("\n"))
                    : null;
        }

        private TrailException wrong(String what) {
            boolean oneOfMany = !isList() && (value instanceof JsonArray || value instanceof List);
            return TrailException.badQuestion(
                    "'" + name + "' " + what + "; given was '"
                            + ForeignText.oneLine(String.valueOf(value), LONGEST_SHOWN) + "'.",
                    oneOfMany
                            ? "For a list, call once for each."
                            : needed ? "Change it." : "Change it, or leave it out.");
        }
    }
}
