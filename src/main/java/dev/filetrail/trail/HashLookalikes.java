// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.ForeignText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a text that look like a hash and are none, each once, with why; a hash mistyped must not be lost silently. */
final class HashLookalikes {

    private static final int SHA1 = 40;
    private static final int SHA256 = 64;
    /** Hexadecimal digits in a row that are too many to be a number or a word. */
    private static final int SHORTEST = 20;
    /** As many are enough where an ellipsis follows. */
    private static final int SHORTEST_CUT_OFF = 8;
    /** Characters of a word that is mostly hexadecimal digits. */
    private static final int SHORTEST_MISTYPED = 32;

    private static final int LONGEST_SHOWN = 72;
    private static final int MOST_LISTED = 20;
    private static final Pattern NOT_HEX = Pattern.compile("[^0-9A-Fa-f]");

    private final Set<String> shown = new HashSet<>();
    private final List<SweepReport.NotUnderstood> listed = new ArrayList<>();
    private int more;

    /** @return the first few */
    List<SweepReport.NotUnderstood> listed() {
        return listed;
    }

    /** @return how many came after those */
    int more() {
        return more;
    }

    /**
     * Looks at a word, and passes it over when it looks like no hash.
     *
     * @param word letters and digits, which hold no hash
     * @param cutOff an ellipsis follows
     */
    void look(String word, boolean cutOff) {
        Matcher notHex = NOT_HEX.matcher(word);
        if (notHex.find()) {
            lookAtMistyped(word, notHex.start());
        } else {
            lookAtDigits(word, cutOff);
        }
    }

    /** As long as a hash, or nearly all of it digits of one. */
    private void lookAtMistyped(String word, int place) {
        int length = word.length();
        if (length == SHA1
                || length == SHA256
                || (length >= SHORTEST_MISTYPED
                        && NOT_HEX.matcher(word).results().count() * 8 <= length)) {
            String wrong = ForeignText.visible(Character.toString(word.codePointAt(place)));
            list(word, "'" + wrong + "' at place " + (place + 1) + " is not a hexadecimal digit (0-9, a-f)");
        }
    }

    private void lookAtDigits(String word, boolean cutOff) {
        int length = word.length();
        if (cutOff && length >= SHORTEST_CUT_OFF) {
            list(word, "it is cut off");
        } else if (length >= SHORTEST) {
            list(
                    word,
                    HashAlgorithm.ofLength(length)
                            .map(HashLookalikes::unknownToDefender)
                            .orElse(length + " digits, which is no hash's length"
                                    + (length < SHA256 ? ": was it cut off?" : ": are these several, run together?")));
        }
    }

    private static String unknownToDefender(HashAlgorithm algorithm) {
        return algorithm.inWords()
                + (algorithm == HashAlgorithm.MD5
                        ? ", and nothing at Defender turns an MD5 into a SHA-1"
                        : ", by which Defender knows no file");
    }

    /**
     * Lists a word, unless it has been before.
     *
     * @param word looks like a hash
     * @param reason why it is none
     */
    void list(String word, String reason) {
        String text = ForeignText.oneLine(word, LONGEST_SHOWN);
        if (shown.contains(text)) {
            return;
        }
        if (listed.size() < MOST_LISTED) {
            shown.add(text);
            listed.add(new SweepReport.NotUnderstood(text, reason));
        } else {
            more++;
        }
    }
}
