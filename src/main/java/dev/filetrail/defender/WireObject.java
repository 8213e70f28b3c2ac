// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An object as the API sends it, read leniently: only that it is whole is insisted on. What nobody wants of it is skipped
 * while it is read; a property that is missing, null, blank or of a form that says nothing is null.
 */
final class WireObject {

    /** Nothing that a person reads is longer; what is, is cut. */
    private static final int LONGEST_TEXT = 2_000;
    /** Of a list within an object. */
    private static final int MOST_TEXTS = 100;

    private static final JsonFactory JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxStringLength(1 << 20)
                            .maxNameLength(10_000)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .getFactory();

    private final Map<String, JsonNode> properties;

    private WireObject(Map<String, JsonNode> properties) {
        this.properties = properties;
    }

    /**
     * Opens a body.
     *
     * @param body of a 200, not closed with the parser
     * @return a parser that can read trees
     */
    static JsonParser open(InputStream body) throws IOException {
        return JSON.createParser(body).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    }

    /**
     * Reads the object that a parser stands at the start of.
     *
     * @param json from {@link #open}
     * @param wanted names of the properties to keep
     * @return the object, its end read
     * @throws com.fasterxml.jackson.core.JsonProcessingException when it is no such thing
     * @throws EOFException when it breaks off
     * @throws IOException when the connection breaks
     */
    static WireObject read(JsonParser json, Set<String> wanted) throws IOException {
        if (json.currentToken() == null) {
            throw new EOFException("the answer breaks off");
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(json, "expected an object, found " + json.currentToken());
        }
        Map<String, JsonNode> properties = new HashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (json.nextToken() == null) {
                throw new EOFException("the answer breaks off");
            }
            if (wanted.contains(name)) {
                properties.put(name, json.readValueAsTree());
            } else {
                json.skipChildren();
            }
        }
        if (json.currentToken() != JsonToken.END_OBJECT) {
            throw new EOFException("the answer breaks off");
        }
        return new WireObject(properties);
    }

    /** Reads on to the end of the body: only there does a connection that breaks off show. */
    static void end(JsonParser json) throws IOException {
        if (json.nextToken() != null) {
            throw new JsonParseException(json, "more after the end of the answer");
        }
    }

    /**
     * A text.
     *
     * @param name of the property
     * @return a number or a truth value as text, too; null when there is none
     */
    String text(String name) {
        return text(properties.get(name));
    }

    /**
     * A whole number, which the service writes as a number or as text.
     *
     * @param name of the property
     * @return null when there is none, or none that is 0 or more
     */
    Long number(String name) {
        String text = text(name);
        try {
            long number = text == null ? -1 : Long.parseLong(text.strip());
            return number < 0 ? null : Long.valueOf(number);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * A truth value.
     *
     * @param name of the property
     * @return null when nobody knows
     */
    Boolean truth(String name) {
        String text = text(name);
        return "true".equalsIgnoreCase(text) ? Boolean.TRUE : "false".equalsIgnoreCase(text) ? Boolean.FALSE : null;
    }

    /**
     * A moment.
     *
     * @param name of the property
     * @return null when there is none, as {@link DefenderTime#parse} has it
     */
    Instant time(String name) {
        return DefenderTime.parse(text(name));
    }

    /**
     * Texts.
     *
     * @param name of the property
     * @return never null; a single text is a list of one
     */
    List<String> texts(String name) {
        JsonNode node = properties.get(name);
        if (node == null || !node.isArray()) {
            String single = text(node);
            return single == null ? List.of() : List.of(single);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : node) {
            String text = text(each);
            if (text != null && texts.size() < MOST_TEXTS) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    /**
     * An object within this one.
     *
     * @param name of the property
     * @return null when there is none
     */
    WireObject object(String name) {
        return of(properties.get(name));
    }

    /**
     * Objects within this one.
     *
     * @param name of the property
     * @return never null
     */
    List<WireObject> objects(String name) {
        JsonNode node = properties.get(name);
        List<WireObject> objects = new ArrayList<>();
        if (node != null && node.isArray()) {
            for (JsonNode each : node) {
                WireObject object = of(each);
                if (object != null && objects.size() < MOST_TEXTS) {
                    objects.add(object);
                }
            }
        }
        return List.copyOf(objects);
    }

    private static WireObject of(JsonNode node) {
        if (node == null || !node.isObject()) {
            return null;
        }
        Map<String, JsonNode> properties = new HashMap<>();
        node.fields().forEachRemaining(each -> properties.put(each.getKey(), each.getValue()));
        return new WireObject(properties);
    }

    private static String text(JsonNode node) {
        if (node == null
                || !node.isValueNode()
                || node.isNull()
                || node.asText().isBlank()) {
            return null;
        }
        String text = node.asText();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
