// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.filetrail.PlainLetters;
import dev.filetrail.trail.MachineTable.Column;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;

/** Writes machines of a table as JSON, one after another, in the form of a {@link MachinesReport.Sighting}. */
final class SightingJson {

    private static final ShortText ID = new ShortText("id");
    private static final ShortText NAME = new ShortText("name");
    private static final ShortText DEVICE_GROUP = new ShortText("device_group");
    private static final ShortText OPERATING_SYSTEM = new ShortText("operating_system");
    private static final ShortText OS_VERSION = new ShortText("os_version");
    private static final ShortText HEALTH = new ShortText("health");
    private static final ShortText RISK = new ShortText("risk");
    private static final ShortText EXPOSURE = new ShortText("exposure");
    private static final ShortText VALUE = new ShortText("value");
    private static final ShortText LAST_IP = new ShortText("last_ip");
    private static final ShortText LAST_EXTERNAL_IP = new ShortText("last_external_ip");
    private static final ShortText TAGS = new ShortText("tags");
    private static final ShortText FIRST_SEEN = new ShortText("first_seen");
    private static final ShortText LAST_SEEN = new ShortText("last_seen");
    private static final ShortText ONBOARDING = new ShortText("onboarding");
    private static final ShortText POSSIBLE_DUPLICATE = new ShortText("possible_duplicate");
    private static final ShortText EXCLUDED = new ShortText("excluded");
    private static final ShortText MERGED_INTO = new ShortText("merged_into");
    private static final ShortText LINK = new ShortText("link");

    private final JsonGenerator json;
    private final Portal portal;
    private final MachineTable table;
    private final VisibleWords words;
    private final PackedTexts texts = new PackedTexts(MachineBlock.TEXTS_OF_ITS_OWN);
    /** What all links begin with, and in its place the id of the machine that is being written. */
    private byte[] link;

    private final int linkBegins;
    private final boolean plainLinks;

    /**
     * @param page what the machines are taken from
     * @param json writes UTF-8
     */
    SightingJson(Sightings page, JsonGenerator json) {
        this.json = json;
        portal = page.portal();
        table = page.table();
        words = page.words();
        link = portal.beforeMachine().getBytes(UTF_8);
        linkBegins = link.length;
        plainLinks = PlainLetters.until(link, 0) == linkBegins;
    }

    /**
     * Writes a machine.
     *
     * @param machine its place in the table
     * @throws IOException when it can't be written
     */
    void write(int machine) throws IOException {
        table.find(machine, texts);
        json.writeStartObject();
        text(ID, MachineBlock.ID);
        text(NAME, MachineBlock.NAME);
        word(DEVICE_GROUP, Column.DEVICE_GROUP, machine);
        word(OPERATING_SYSTEM, Column.OPERATING_SYSTEM, machine);
        word(OS_VERSION, Column.OS_VERSION, machine);
        word(HEALTH, Column.HEALTH, machine);
        word(RISK, Column.RISK, machine);
        word(EXPOSURE, Column.EXPOSURE, machine);
        word(VALUE, Column.VALUE, machine);
        text(LAST_IP, MachineBlock.LAST_IP);
        text(LAST_EXTERNAL_IP, MachineBlock.LAST_EXTERNAL_IP);
        tags(machine);
        moment(FIRST_SEEN, table.firstSeen(machine));
        moment(LAST_SEEN, table.lastSeen(machine));
        word(ONBOARDING, Column.ONBOARDING, machine);
        json.writeFieldName(POSSIBLE_DUPLICATE);
        json.writeBoolean(table.possibleDuplicate(machine));
        json.writeFieldName(EXCLUDED);
        json.writeBoolean(table.excluded(machine));
        text(MERGED_INTO, MachineBlock.MERGED_INTO);
        link();
        json.writeEndObject();
    }

    private void text(ShortText name, int place) throws IOException {
        json.writeFieldName(name);
        texts.write(json, place);
    }

    /** What many machines have in common. */
    private void word(ShortText name, Column column, int machine) throws IOException {
        json.writeFieldName(name);
        String word = words.of(column, machine);
        if (word == null) {
            json.writeNull();
        } else {
            json.writeString(RepeatedJson.of(word));
        }
    }

    private void tags(int machine) throws IOException {
        json.writeFieldName(TAGS);
        json.writeStartArray();
        for (String tag : words.tags(machine)) {
            json.writeString(RepeatedJson.of(tag));
        }
        json.writeEndArray();
    }

    private void moment(ShortText name, Instant moment) throws IOException {
        json.writeFieldName(name);
        if (moment == null) {
            json.writeNull();
        } else {
            byte[] letters = IsoMoment.lettersToSecond(moment);
            json.writeRawUTF8String(letters, 0, letters.length);
        }
    }

    private void link() throws IOException {
        json.writeFieldName(LINK);
        int begin = texts.begin(MachineBlock.ID);
        int end = texts.end(MachineBlock.ID);
        if (!plainLinks || !Portal.isSafeInALink(texts.bytes(), begin, end)) {
            TextJson.write(json, portal.machine(texts.text(MachineBlock.ID)));
            return;
        }
        int length = linkBegins + end - begin;
        if (link.length < length) {
            link = Arrays.copyOf(link, length);
        }
        System.arraycopy(texts.bytes(), begin, link, linkBegins, end - begin);
        json.writeRawUTF8String(link, 0, length);
    }
}
