// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.ForeignText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What an answer that is not a 200 says: {@code {"error":{"code","message","target"}}}, of which anything may be missing. It
 * can as well be empty, HTML, or cut off, and is never more than looked at.
 *
 * @param code Defender's code, "" when there is none
 * @param message its words, "" when there are none
 * @param correlationId the {@code target}, null when there is none
 */
record ErrorAnswer(String code, String message, String correlationId) {

    private static final int ENOUGH = 16 * 1024;
    private static final int LONGEST_WORDS = 300;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ErrorAnswer NOTHING = new ErrorAnswer("", "", null);

    /**
     * Reads no more of the body than an error needs.
     *
     * @param body may be null, may break off
     * @param token what must not be repeated, should the answer hold it
     * @return what could be made out
     */
    static ErrorAnswer read(InputStream body, String token) {
        if (body == null) {
            return NOTHING;
        }
        try {
            return of(new String(body.readNBytes(ENOUGH), StandardCharsets.UTF_8), token);
        } catch (IOException e) {
            return NOTHING;
        }
    }

    private static ErrorAnswer of(String text, String token) {
        try {
            JsonNode answer = JSON.readTree(text);
            JsonNode error = answer.path("error").isObject() ? answer.path("error") : answer;
            String target = words(error, "target", token);
            return new ErrorAnswer(
                    words(error, "code", token), words(error, "message", token), target.isEmpty() ? null : target);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return NOTHING;
        }
    }

    private static String words(JsonNode error, String part, String token) {
        return ForeignText.oneLine(error.path(part).asText("").replace(token, "[token]"), LONGEST_WORDS);
    }

    /** @return this 404 says that the file or machine is unknown, not that the address is */
    boolean saysNotFound() {
        return code.equals("ResourceNotFound") || code.equals("NotFound");
    }

    /** @return {@code Defender says: "…"}, or "" when it said nothing */
    String quoted() {
        String said = code.isEmpty() || message.isEmpty() ? code + message : code + ": " + message;
        return said.isEmpty() ? "" : " Defender says: \"" + said.replace('"', '\'') + "\".";
    }
}
