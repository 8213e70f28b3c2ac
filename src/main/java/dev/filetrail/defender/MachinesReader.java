// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a page of machines as a stream: {@code {"value":[machine…],"@odata.nextLink":"…"}}. It is strict about the shape,
 * because an answer that breaks off must never pass for a shorter one, and lenient about all else: unknown properties are
 * skipped, a property of another type than expected is text where it has one and null where it has none.
 */
final class MachinesReader {

    private static final int LONGEST_TEXT = 1 << 20;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(50)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(10_000)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** One for all answers, so that those that are remembered share them. */
    private static final RepeatedTexts REPEATED = new RepeatedTexts();

    private final JsonParser json;
    private final MachineSink sink;
    private final int mostMachines;

    private MachinesReader(JsonParser json, MachineSink sink, int mostMachines) {
        this.json = json;
        this.sink = sink;
        this.mostMachines = mostMachines;
    }

    /**
     * Reads one page to its very end.
     *
     * @param body of a 200, not closed here
     * @param sink takes the machines
     * @param mostMachines how many the sink may hold at the most
     * @return the link to the next page, null on the last one
     * @throws com.fasterxml.jackson.core.JsonProcessingException when it is not such a page
     * @throws EOFException when it breaks off
     * @throws TooMany when the answer is larger than allowed
     * @throws IOException when the connection breaks
     */
    static String read(InputStream body, MachineSink sink, int mostMachines) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            return new MachinesReader(json, sink, mostMachines).page();
        }
    }

    private String page() throws IOException {
        expect(JsonToken.START_OBJECT, json.nextToken(), "an object");
        boolean value = false;
        String nextLink = null;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (name.equals("value")) {
                expect(JsonToken.START_ARRAY, token, "a list of machines under 'value'");
                machines();
                value = true;
            } else if (name.equals("@odata.nextLink")) {
                nextLink = text(token);
            } else {
                skip(token);
            }
        }
        expect(JsonToken.END_OBJECT, json.currentToken(), "the end of the object");
        if (!value) {
            throw new JsonParseException(json, "an object without a list of machines ('value')");
        }
        // Reads on to the end of the body: only there does a connection that breaks off show.
        if (json.nextToken() != null) {
            throw new JsonParseException(json, "more after the end of the answer");
        }
        return nextLink;
    }

    private void machines() throws IOException {
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            expect(JsonToken.START_OBJECT, token, "a machine");
            Machine machine = machine();
            if (sink.size() >= mostMachines) {
                throw new TooMany(mostMachines, "machines");
            }
            sink.add(machine);
        }
    }

    private Machine machine() throws IOException {
        String id = null;
        String name = null;
        String firstSeen = null;
        String lastSeen = null;
        String osPlatform = null;
        String version = null;
        String legacyVersion = null;
        String lastIpAddress = null;
        String lastExternalIpAddress = null;
        String health = null;
        String value = null;
        String deviceGroup = null;
        String risk = null;
        String exposure = null;
        List<String> tags = List.of();
        String onboarding = null;
        boolean possibleDuplicate = false;
        boolean excluded = false;
        String mergedInto = null;
        for (String property = json.nextFieldName(); property != null; property = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            switch (property) {
                case "id" -> id = text(token);
                case "computerDnsName" -> name = text(token);
                case "firstSeen" -> firstSeen = text(token);
                case "lastSeen" -> lastSeen = text(token);
                case "osPlatform" -> osPlatform = word(token);
                case "version" -> version = word(token);
                case "osVersion" -> legacyVersion = word(token);
                case "lastIpAddress" -> lastIpAddress = text(token);
                case "lastExternalIpAddress" -> lastExternalIpAddress = text(token);
                case "healthStatus" -> health = word(token);
                case "deviceValue" -> value = word(token);
                case "rbacGroupName" -> deviceGroup = word(token);
                case "riskScore" -> risk = word(token);
                case "exposureLevel" -> exposure = word(token);
                case "machineTags" -> tags = texts(token);
                case "onboardingStatus" -> onboarding = word(token);
                case "isPotentialDuplication" -> possibleDuplicate = truth(token);
                case "isExcluded" -> excluded = truth(token);
                case "mergedIntoMachineId" -> mergedInto = text(token);
                default -> skip(token);
            }
        }
        expect(JsonToken.END_OBJECT, json.currentToken(), "the end of a machine");
        if (id == null) {
            throw new JsonParseException(json, "a machine without an id");
        }
        return new Machine(
                id,
                name,
                DefenderTime.parse(firstSeen),
                DefenderTime.parse(lastSeen),
                osPlatform,
                version != null ? version : legacyVersion,
                lastIpAddress,
                lastExternalIpAddress,
                health,
                value,
                deviceGroup,
                risk,
                exposure,
                tags,
                onboarding,
                possibleDuplicate,
                excluded,
                mergedInto);
    }

    /** A scalar as text, blank and null and anything else as null. */
    private String text(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING || (token != null && token.isNumeric())) {
            String text = json.getText();
            return text.isBlank() ? null : text;
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return json.getText();
        }
        skip(token);
        return null;
    }

    /** The same, of what many machines have in common. */
    private String word(JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            return text(token);
        }
        String text = REPEATED.at(json);
        return text.isBlank() ? null : text;
    }

    private List<String> texts(JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            String single = word(token);
            return single == null ? List.of() : List.of(single);
        }
        List<String> texts = List.of();
        for (JsonToken each = json.nextToken(); each != JsonToken.END_ARRAY; each = json.nextToken()) {
            String text = word(each);
            if (text != null) {
                texts = texts.isEmpty() ? new ArrayList<>(4) : texts;
                texts.add(text);
            }
        }
        return texts;
    }

    private boolean truth(JsonToken token) throws IOException {
        return Boolean.parseBoolean(text(token));
    }

    private void skip(JsonToken token) throws IOException {
        if (token == null) {
            throw new EOFException("the answer breaks off");
        }
        json.skipChildren();
    }

    private void expect(JsonToken wanted, JsonToken found, String description) throws IOException {
        if (found == null) {
            throw new EOFException("the answer breaks off where " + description + " should be");
        }
        if (found != wanted) {
            throw new JsonParseException(json, "expected " + description + ", found " + found);
        }
    }
}
