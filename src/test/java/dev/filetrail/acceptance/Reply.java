// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What came back for one question.
 *
 * @param status of HTTP
 * @param result of JSON-RPC; missing when there is none
 * @param body all of it
 */
record Reply(int status, JsonNode result, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ADVICE =
            Pattern.compile("[Aa]sk again|Wait, then|operator|administrator|few seconds|few minutes");
    private static final Pattern NOT_FOR_PEOPLE = Pattern.compile(
            "Exception|java\\.|\\tat |Bearer|eyJ|simulated-secret|[Ii]nternal error|FileTrail itself failed|null");

    static Reply of(int status, String body) {
        try {
            return new Reply(status, JSON.readTree(body).path("result"), body);
        } catch (JsonProcessingException e) {
            return new Reply(status, JSON.missingNode(), body);
        }
    }

    boolean isAnswer() {
        return status == 200 && structure().path("total_machines").isInt();
    }

    /** An error that helps whoever reads it and gives nothing away. */
    boolean isHonestError() {
        return status == 200
                && result.path("isError").asBoolean()
                && ADVICE.matcher(text()).find()
                && !NOT_FOR_PEOPLE.matcher(body).find();
    }

    String text() {
        return result.path("content").path(0).path("text").asText();
    }

    JsonNode structure() {
        return result.path("structuredContent");
    }

    int total() {
        return structure().path("total_machines").asInt(-1);
    }

    int matching() {
        return structure().path("matching_machines").asInt(-1);
    }

    int leftThisMinute() {
        return structure().path("budget").path("left_this_minute").asInt(-1);
    }

    String nextCursor() {
        return structure().path("next_cursor").asText(null);
    }

    List<String> ids() {
        List<String> ids = new ArrayList<>();
        structure()
                .path("machines")
                .forEach(machine -> ids.add(machine.path("id").asText()));
        return ids;
    }
}
