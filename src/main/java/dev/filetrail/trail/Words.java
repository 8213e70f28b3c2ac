// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The different words of one column, each with a number: a hundred thousand machines share a dozen operating systems. */
final class Words {

    /** What a word takes besides its letters: a text, its array, and a reference to it. */
    private static final int BYTES_OF_A_WORD = 56;

    private String[] words = new String[4];
    private int size;
    private long bytes;
    /** Only while they are collected: it takes more room than the words of a small answer. */
    private Map<String, Integer> numbers = new HashMap<>();

    /**
     * The number of a word, which is new if need be. Not to be asked after {@link #end}.
     *
     * @param word may be null, which is a word like any other
     * @return 0 and up, in the order of first appearance
     */
    int number(String word) {
        Integer known = numbers.get(word);
        if (known != null) {
            return known;
        }
        if (size == words.length) {
            words = Arrays.copyOf(words, 2 * size);
        }
        words[size] = word;
        numbers.put(word, size);
        bytes += BYTES_OF_A_WORD + (word == null ? 0 : word.length());
        return size++;
    }

    /** There are no more to come. */
    void end() {
        words = Arrays.copyOf(words, size);
        numbers = null;
    }

    /**
     * The word behind a number.
     *
     * @param number one that {@link #number} gave
     * @return may be null
     */
    String word(int number) {
        return words[number];
    }

    /** @return how many different words there are */
    int size() {
        return size;
    }

    /** @return how much memory they take, nearly */
    long bytes() {
        return bytes;
    }
}
