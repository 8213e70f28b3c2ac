// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads a page of machines as a stream: {@code {"value":[machine…],"@odata.nextLink":"…"}}. It is strict about the shape,
 * because an answer that breaks off must never pass for a shorter one, and lenient about all else: unknown properties are
 * skipped, a property of another type than expected is text where it has one and null where it has none.
 */
final class MachinesReader {

    private static final int LONGEST_TEXT = 1 << 20;
    /** Names that are kept; machines have half as many. */
    private static final int MOST_EXPECTED = 60;

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

    /** Of the last answer that had others than the one before. */
    private static volatile Name[] usualNames = {};

    private static final Map<String, Property> PROPERTIES =
            Arrays.stream(Property.values()).collect(Collectors.toUnmodifiableMap(each -> each.name, each -> each));

    private final JsonParser json;
    private final MachineSink sink;
    private final int mostMachines;
    /** Of the machine that is being read, by the ordinal of the property. */
    private final String[] values = new String[Property.values().length];

    private Instant firstSeen;
    private Instant lastSeen;
    private List<String> tags = List.of();
    /** Of the properties of the machine before, and of this one as far as it is read, in their order; null where there is none. */
    private final Name[] names = Arrays.copyOf(usualNames, MOST_EXPECTED);

    private boolean unusual;

    /** As it is written in an answer; the property is null when it is not one that is read. */
    private record Name(SerializedString written, Property property) {}

    /** What is read of a machine (API page "Machine resource type"). */
    private enum Property {
        ID("id", false),
        COMPUTER_DNS_NAME("computerDnsName", false),
        FIRST_SEEN("firstSeen", false),
        LAST_SEEN("lastSeen", false),
        OS_PLATFORM("osPlatform", true),
        VERSION("version", true),
        OS_VERSION("osVersion", true),
        LAST_IP_ADDRESS("lastIpAddress", false),
        LAST_EXTERNAL_IP_ADDRESS("lastExternalIpAddress", false),
        HEALTH_STATUS("healthStatus", true),
        DEVICE_VALUE("deviceValue", true),
        RBAC_GROUP_NAME("rbacGroupName", true),
        RISK_SCORE("riskScore", true),
        EXPOSURE_LEVEL("exposureLevel", true),
        MACHINE_TAGS("machineTags", true),
        ONBOARDING_STATUS("onboardingStatus", true),
        IS_POTENTIAL_DUPLICATION("isPotentialDuplication", true),
        IS_EXCLUDED("isExcluded", true),
        MERGED_INTO_MACHINE_ID("mergedIntoMachineId", false);

        private final String name;
        private final boolean repeated;

        Property(String name, boolean repeated) {
            this.name = name;
            this.repeated = repeated;
        }
    }

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
        if (unusual) {
            usualNames = names.clone();
        }
    }

    /** Not a case for each property: code that reads each in its place is larger than what a processor keeps at hand. */
    private Machine machine() throws IOException {
        Arrays.fill(values, null);
        tags = List.of();
        firstSeen = null;
        lastSeen = null;
        int place = 0;
        for (Name name = name(place); name != null; name = name(++place)) {
            read(name.property());
        }
        expect(JsonToken.END_OBJECT, json.currentToken(), "the end of a machine");
        if (value(Property.ID) == null) {
            throw new JsonParseException(json, "a machine without an id");
        }
        String version = value(Property.VERSION);
        return new Machine(
                value(Property.ID),
                value(Property.COMPUTER_DNS_NAME),
                firstSeen,
                lastSeen,
                value(Property.OS_PLATFORM),
                version != null ? version : value(Property.OS_VERSION),
                value(Property.LAST_IP_ADDRESS),
                value(Property.LAST_EXTERNAL_IP_ADDRESS),
                value(Property.HEALTH_STATUS),
                value(Property.DEVICE_VALUE),
                value(Property.RBAC_GROUP_NAME),
                value(Property.RISK_SCORE),
                value(Property.EXPOSURE_LEVEL),
                tags,
                value(Property.ONBOARDING_STATUS),
                Boolean.parseBoolean(value(Property.IS_POTENTIAL_DUPLICATION)),
                Boolean.parseBoolean(value(Property.IS_EXCLUDED)),
                value(Property.MERGED_INTO_MACHINE_ID));
    }

    /** The name of a machine's next property; null after the last one. Machines nearly always have them in the same order, and a name that is expected is read for less. */
    private Name name(int place) throws IOException {
        Name expected = place < MOST_EXPECTED ? names[place] : null;
        if (expected == null) {
            json.nextToken();
        } else if (json.nextFieldName(expected.written())) {
            return expected;
        }
        if (json.currentToken() != JsonToken.FIELD_NAME) {
            return null;
        }
        unusual = true;
        Name other = new Name(new SerializedString(json.currentName()), PROPERTIES.get(json.currentName()));
        if (place < MOST_EXPECTED) {
            names[place] = other;
        }
        return other;
    }

    private void read(Property property) throws IOException {
        if (property == null) {
            skip(json.nextToken());
        } else if (property == Property.MACHINE_TAGS) {
            tags = texts(json.nextToken());
        } else if (property == Property.FIRST_SEEN) {
            firstSeen = moment(json.nextToken());
        } else if (property == Property.LAST_SEEN) {
            lastSeen = moment(json.nextToken());
        } else {
            values[property.ordinal()] = property.repeated ? word(json.nextToken()) : nextText();
        }
    }

    private Instant moment(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            return DefenderTime.parse(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        }
        skip(token);
        return null;
    }

    private String value(Property property) {
        return values[property.ordinal()];
    }

    /** What comes next as text. Nearly always it is one, which a single call has for less. */
    private String nextText() throws IOException {
        String text = json.nextTextValue();
        if (text == null) {
            return text(json.currentToken());
        }
        return text.isBlank() ? null : text;
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
        return token == JsonToken.VALUE_STRING ? REPEATED.at(json) : text(token);
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

    private void skip(JsonToken token) throws IOException {
        if (token == null) {
            throw new EOFException("the answer breaks off");
        }
        if (token.isStructStart()) {
            json.skipChildren();
        }
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
