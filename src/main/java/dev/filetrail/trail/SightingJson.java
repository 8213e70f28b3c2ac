// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.filetrail.trail.MachinesReport.Sighting;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;

/**
 * Writes the machines of a report as Jackson does by itself, but without asking each for each of its parts by reflection: nothing of
 * an answer is there as often.
 */
@RegisterForReflection(fields = false)
final class SightingJson extends JsonSerializer<Sighting> {

    private static final SerializedString ID = new SerializedString("id");
    private static final SerializedString NAME = new SerializedString("name");
    private static final SerializedString DEVICE_GROUP = new SerializedString("device_group");
    private static final SerializedString OPERATING_SYSTEM = new SerializedString("operating_system");
    private static final SerializedString OS_VERSION = new SerializedString("os_version");
    private static final SerializedString HEALTH = new SerializedString("health");
    private static final SerializedString RISK = new SerializedString("risk");
    private static final SerializedString EXPOSURE = new SerializedString("exposure");
    private static final SerializedString VALUE = new SerializedString("value");
    private static final SerializedString LAST_IP = new SerializedString("last_ip");
    private static final SerializedString LAST_EXTERNAL_IP = new SerializedString("last_external_ip");
    private static final SerializedString TAGS = new SerializedString("tags");
    private static final SerializedString FIRST_SEEN = new SerializedString("first_seen");
    private static final SerializedString LAST_SEEN = new SerializedString("last_seen");
    private static final SerializedString ONBOARDING = new SerializedString("onboarding");
    private static final SerializedString POSSIBLE_DUPLICATE = new SerializedString("possible_duplicate");
    private static final SerializedString EXCLUDED = new SerializedString("excluded");
    private static final SerializedString MERGED_INTO = new SerializedString("merged_into");
    private static final SerializedString LINK = new SerializedString("link");

    @Override
    public void serialize(Sighting machine, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject(machine);
        text(json, ID, machine.id());
        text(json, NAME, machine.name());
        word(json, DEVICE_GROUP, machine.deviceGroup());
        word(json, OPERATING_SYSTEM, machine.operatingSystem());
        word(json, OS_VERSION, machine.osVersion());
        word(json, HEALTH, machine.health());
        word(json, RISK, machine.risk());
        word(json, EXPOSURE, machine.exposure());
        word(json, VALUE, machine.value());
        text(json, LAST_IP, machine.lastIp());
        text(json, LAST_EXTERNAL_IP, machine.lastExternalIp());
        json.writeFieldName(TAGS);
        json.writeStartArray();
        for (String tag : machine.tags()) {
            json.writeString(RepeatedJson.of(tag));
        }
        json.writeEndArray();
        text(json, FIRST_SEEN, machine.firstSeen());
        text(json, LAST_SEEN, machine.lastSeen());
        word(json, ONBOARDING, machine.onboarding());
        json.writeFieldName(POSSIBLE_DUPLICATE);
        json.writeBoolean(machine.possibleDuplicate());
        json.writeFieldName(EXCLUDED);
        json.writeBoolean(machine.excluded());
        text(json, MERGED_INTO, machine.mergedInto());
        text(json, LINK, machine.link());
        json.writeEndObject();
    }

    /** What many machines have in common. */
    private static void word(JsonGenerator json, SerializedString name, String word) throws IOException {
        json.writeFieldName(name);
        if (word == null) {
            json.writeNull();
        } else {
            json.writeString(RepeatedJson.of(word));
        }
    }

    private static void text(JsonGenerator json, SerializedString name, String text) throws IOException {
        json.writeFieldName(name);
        if (text == null) {
            json.writeNull();
        } else {
            TextJson.write(json, text);
        }
    }
}
