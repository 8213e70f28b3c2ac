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

    /**
     * Reads no more of the body than an error needs.
     *
     * @param body may be null, may break off
     * @param token what must not be repeated, should the answer hold it
     * @return what could be made out
     */
    static ErrorAnswer read(InputStream body, String token) {
        if (body == null) {
            return of("");
        }
        try {
            return of(new String(body.readNBytes(ENOUGH), StandardCharsets.UTF_8).replace(token, "[token]"));
        } catch (IOException e) {
            return of("");
        }
    }

    private static ErrorAnswer of(String text) {
        try {
            JsonNode answer = JSON.readTree(text);
            JsonNode error = answer.path("error").isObject() ? answer.path("error") : answer;
            String target = ForeignText.oneLine(error.path("target").asText(""), LONGEST_WORDS);
            return new ErrorAnswer(
                    ForeignText.oneLine(error.path("code").asText(""), LONGEST_WORDS),
                    ForeignText.oneLine(error.path("message").asText(""), LONGEST_WORDS),
                    target.isEmpty() ? null : target);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return new ErrorAnswer("", "", null);
        }
    }

    /** @return this 404 says that the file is unknown, not that the address is */
    boolean saysNotFound() {
        return code.equals("ResourceNotFound") || code.equals("NotFound");
    }

    /** @return {@code Defender says: "…"}, or "" when it said nothing */
    String quoted() {
        String said = code.isEmpty() || message.isEmpty() ? code + message : code + ": " + message;
        return said.isEmpty() ? "" : " Defender says: \"" + said.replace('"', '\'') + "\".";
    }
}
