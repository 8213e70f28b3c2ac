// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Collects the different words of one column, each with a number: a hundred thousand machines share a dozen operating systems. */
final class Words {

    /** So few are sooner looked through than looked up. */
    private static final int FEW = 8;

    private String[] words = new String[FEW];
    private int size;
    /** Null while there are few. */
    private Map<String, Integer> numbers;

    /**
     * The number of a word, which is new if need be.
     *
     * @param word may be null, which is a word like any other
     * @return 0 and up, in the order of first appearance
     */
    int number(String word) {
        int known = known(word);
        if (known >= 0) {
            return known;
        }
        if (size == words.length) {
            words = Arrays.copyOf(words, 2 * size);
        }
        words[size] = word;
        if (numbers != null) {
            numbers.put(word, size);
        } else if (size == FEW) {
            numbers = new HashMap<>();
            for (int i = 0; i <= size; i++) {
                numbers.put(words[i], i);
            }
        }
        return size++;
    }

    private int known(String word) {
        if (numbers != null) {
            return numbers.getOrDefault(word, -1);
        }
        for (int i = 0; i < size; i++) {
            if (Objects.equals(words[i], word)) {
                return i;
            }
        }
        return -1;
    }

    /** @return all of them by their numbers, each may be null */
    String[] all() {
        return Arrays.copyOf(words, size);
    }
}
