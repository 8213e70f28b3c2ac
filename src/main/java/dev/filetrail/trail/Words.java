// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The different words of one column, each with a number: a hundred thousand machines share a dozen operating systems. */
final class Words {

    private final List<String> words = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * The number of a word, which is new if need be.
     *
     * @param word may be null, which is a word like any other
     * @return 0 and up, in the order of first appearance
     */
    int number(String word) {
        Integer known = numbers.get(word);
        if (known != null) {
            return known;
        }
        int number = words.size();
        words.add(word);
        numbers.put(word, number);
        return number;
    }

    /**
     * The word behind a number.
     *
     * @param number one that {@link #number} gave
     * @return may be null
     */
    String word(int number) {
        return words.get(number);
    }

    /** @return how many different words there are */
    int size() {
        return words.size();
    }
}
