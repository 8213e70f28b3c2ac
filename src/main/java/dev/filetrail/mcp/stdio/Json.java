// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads JSON that a stranger wrote: UTF-8 and nothing else on the line, and nested no deeper than it may be over HTTP. */
final class Json {

    /** What assistants send is nested some ten deep. */
    private static final int DEEPEST = 64;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** It can't be read; the message says why, in one sentence. */
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableException(String why, Throwable cause) {
            super(why, cause);
        }
    }

    /**
     * Reads one line.
     *
     * @param line in UTF-8
     * @return a {@link JsonObject}, a {@link JsonArray}, or whatever else stands there; may be null
     * @throws UnreadableException when it is no JSON, or too deep
     */
    @SuppressWarnings("unchecked")
    static Object read(byte[] line) throws UnreadableException {
        try {
            Object value = JSON.readValue(text(line), Object.class);
            if (value instanceof Map<?, ?> object) {
                return new JsonObject((Map<String, Object>) object);
            }
            return value instanceof List<?> array ? new JsonArray(array) : value;
        } catch (StreamConstraintsException e) {
            throw new UnreadableException(
                    "The line's JSON is nested deeper than " + DEEPEST
                            + " levels, or has a name or number beyond all measure.",
                    e);
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw new UnreadableException("The line is not JSON in UTF-8.", e);
        }
    }

    /** Some shells put a byte order mark in front of what they pass on. */
    private static String text(byte[] line) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
