// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import com.fasterxml.jackson.core.io.SerializedString;
import java.lang.invoke.VarHandle;

/**
 * Words that come again and again, such as the risk of each machine, as JSON: half of an answer's texts are such, and one that is ready is
 * written for a quarter. For many threads at once: a word that one of them does not see yet it makes ready again.
 */
final class RepeatedJson {

    /** As many as are told apart at a time; a power of two. */
    private static final int PLACES = 256;
    /** What is longer hardly comes again. */
    private static final int LONGEST = 80;

    private static final ShortText[] KNOWN = new ShortText[PLACES];

    private RepeatedJson() {}

    /** @return the word, ready to be written */
    static SerializedString of(String word) {
        if (word.length() > LONGEST) {
            return new SerializedString(word);
        }
        int hash = word.hashCode();
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        ShortText known = KNOWN[place];
        if (known == null || !known.getValue().equals(word)) {
            known = new ShortText(word);
            // Ready before another thread can see it, whatever order its processor sees things in.
            VarHandle.releaseFence();
            KNOWN[place] = known;
        }
        return known;
    }
}
