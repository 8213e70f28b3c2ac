// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;

/**
 * Texts that come again and again, such as the operating systems of a hundred thousand machines: each is made once while it keeps
 * coming, rather than anew with every machine. For many threads at once: a text that one of them does not see yet it makes again.
 */
final class RepeatedTexts {

    /** As many as are told apart at a time; a power of two. */
    private static final int PLACES = 256;
    /** What is longer hardly comes again. */
    private static final int LONGEST = 80;

    private final Known[] texts = new Known[PLACES];

    /** A text, null for a blank one, with its letters: what comes is compared with these for less than with those of a String. */
    private record Known(String text, char[] letters) {

        private static Known of(char[] letters) {
            String text = new String(letters);
            return new Known(text.isBlank() ? null : text, letters);
        }

        boolean is(char[] others, int from, int length) {
            if (letters.length != length) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if (letters[i] != others[from + i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * The text that the parser stands at.
     *
     * @param json at a text or a number
     * @return that, null for a blank one
     * @throws IOException when it can't be read
     */
    String at(JsonParser json) throws IOException {
        char[] letters = json.getTextCharacters();
        int from = json.getTextOffset();
        int length = json.getTextLength();
        if (length > LONGEST) {
            String text = json.getText();
            return text.isBlank() ? null : text;
        }
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + letters[i];
        }
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        Known known = texts[place];
        if (known == null || !known.is(letters, from, length)) {
            known = Known.of(Arrays.copyOfRange(letters, from, from + length));
            texts[place] = known;
        }
        return known.text();
    }
}
