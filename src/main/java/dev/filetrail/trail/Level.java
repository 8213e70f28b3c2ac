// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.util.List;
import java.util.Locale;

/**
 * How bad a risk or an exposure is. Defender sends them as words, and may send new ones: a word without a place in the order
 * comes after all that have one, and before no value at all.
 */
final class Level {

    private static final List<String> ORDER = List.of("none", "informational", "low", "medium", "high");

    /** The rank of no value at all. */
    static final int NO_VALUE = -2;

    private static final int UNKNOWN_WORD = -1;

    /** How many ranks there are. */
    static final int RANKS = ORDER.size() - NO_VALUE;

    private Level() {}

    /**
     * The place in the order.
     *
     * @param word may be null
     * @return the higher, the worse; negative for what has no place
     */
    static int rank(String word) {
        if (word == null) {
            return NO_VALUE;
        }
        int place = ORDER.indexOf(word.toLowerCase(Locale.ROOT));
        return place < 0 ? UNKNOWN_WORD : place;
    }
}
