// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * Texts that come again and again, such as the operating systems of a hundred thousand machines: each is made once while it keeps
 * coming, rather than anew with every machine. For many threads at once: a text that one of them does not see yet it makes again.
 */
final class RepeatedTexts {

    /** As many as are told apart at a time; a power of two. */
    private static final int PLACES = 256;
    /** What is longer hardly comes again. */
    private static final int LONGEST = 80;

    private final String[] texts = new String[PLACES];

    /**
     * The text that the parser stands at.
     *
     * @param json at a text or a number
     * @return that
     * @throws IOException when it can't be read
     */
    String at(JsonParser json) throws IOException {
        char[] letters = json.getTextCharacters();
        int from = json.getTextOffset();
        int length = json.getTextLength();
        if (length > LONGEST) {
            return json.getText();
        }
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + letters[i];
        }
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        String known = texts[place];
        if (known == null || !isSame(known, letters, from, length)) {
            known = new String(letters, from, length);
            texts[place] = known;
        }
        return known;
    }

    private static boolean isSame(String known, char[] letters, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != letters[from + i]) {
                return false;
            }
        }
        return true;
    }
}
