// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.filetrail.ForeignText;
import dev.filetrail.PlainLetters;
import java.io.IOException;

/**
 * Texts that lie packed one after another, such as a machine's: found once for all of them, and written as they lie, without being
 * taken out first. One after another for as many machines as there are; not for many threads.
 */
final class PackedTexts {

    private static final int NONE = -1;

    private final int[] begins;
    private final int[] ends;
    private byte[] bytes = {};

    /** @param count so many texts */
    PackedTexts(int count) {
        begins = new int[count];
        ends = new int[count];
    }

    /**
     * Turns to other texts.
     *
     * @param packed where they lie, not changed here
     * @param begin where they begin
     */
    void find(byte[] packed, int begin) {
        bytes = packed;
        int at = begin;
        for (int place = 0; place < begins.length; place++) {
            int size = Packed.size(packed, at);
            at += Packed.width(size);
            begins[place] = size == 0 ? NONE : at;
            at += Math.max(0, size - 1);
            ends[place] = at;
        }
    }

    /** @return what all the texts lie in; not to be changed */
    byte[] bytes() {
        return bytes;
    }

    /** @return whether there is no text at a place */
    boolean isNone(int place) {
        return begins[place] == NONE;
    }

    /** @return where a text begins, which is there */
    int begin(int place) {
        return begins[place];
    }

    /** @return where a text ends */
    int end(int place) {
        return ends[place];
    }

    /** @return a text, null when there is none */
    String text(int place) {
        return isNone(place) ? null : new String(bytes, begins[place], ends[place] - begins[place], UTF_8);
    }

    /** @return a text as {@link ForeignText#visible} has it, null when there is none */
    String visible(int place) {
        return isNone(place) || isPlain(place) ? text(place) : ForeignText.visible(text(place));
    }

    /**
     * Writes a text as {@link ForeignText#visible} has it.
     *
     * @param json writes UTF-8
     * @param place of the text
     * @throws IOException when that can't be written to
     */
    void write(JsonGenerator json, int place) throws IOException {
        if (isNone(place)) {
            json.writeNull();
        } else if (isPlain(place)) {
            json.writeRawUTF8String(bytes, begins[place], ends[place] - begins[place]);
        } else {
            TextJson.write(json, visible(place));
        }
    }

    private boolean isPlain(int place) {
        return PlainLetters.until(bytes, begins[place], ends[place]) == ends[place];
    }
}
