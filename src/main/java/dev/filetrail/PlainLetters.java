// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells quickly that a text is of plain letters: visible ASCII but for {@code "}, {@code \} and {@code ?}. Nearly every text of an
 * answer is, there are hundreds in each, and whoever shows one has to know. Eight letters are looked at with a handful of
 * instructions, where a text that is asked for each of its characters costs as many for one.
 */
public final class PlainLetters {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x01_01_01_01_01_01_01_01L;
    private static final long HIGHEST_BITS = ONES << 7;
    private static final long PLAIN = 'a' * ONES;

    private PlainLetters() {}

    /**
     * Whether there is nothing else in a text. A question mark is no plain letter because it also stands for half a character
     * once a text is in UTF-8.
     *
     * @param text of any length, also none
     * @return true when each of its characters is a plain letter
     */
    public static boolean only(String text) {
        byte[] letters = text.getBytes(UTF_8);
        return until(letters, 0) == letters.length;
    }

    /**
     * Where the next that is no plain letter stands.
     *
     * @param utf8 a text
     * @param from where to begin
     * @return its place; the length of the text when there is none
     */
    public static int until(byte[] utf8, int from) {
        return until(utf8, from, utf8.length);
    }

    /**
     * The same, of a text among others.
     *
     * @param utf8 texts
     * @param from where to begin
     * @param to where the text ends
     * @return its place; the end of the text when there is none
     */
    public static int until(byte[] utf8, int from, int to) {
        int last = to - Long.BYTES;
        if (last < from) {
            return untilOfFew(utf8, from, to);
        }
        for (int at = from; at < last; at += Long.BYTES) {
            long others = others((long) EIGHT.get(utf8, at));
            if (others != 0) {
                return at + Long.numberOfTrailingZeros(others) / Byte.SIZE;
            }
        }
        // Some of the last eight have been looked at, and are plain.
        return last + Long.numberOfTrailingZeros(others((long) EIGHT.get(utf8, last))) / Byte.SIZE;
    }

    private static int untilOfFew(byte[] utf8, int from, int to) {
        long few = PLAIN;
        for (int i = to - 1; i >= from; i--) {
            few = (few << Byte.SIZE) | (utf8[i] & 0xFF);
        }
        return Math.min(to, from + Long.numberOfTrailingZeros(others(few)) / Byte.SIZE);
    }

    /**
     * The highest bit of each byte that is no plain letter. Where there is one, the next ones above it may have theirs too: what
     * is taken from a byte that has less is borrowed from them.
     */
    private static long others(long letters) {
        return (letters
                        | (letters - ' ' * ONES)
                        | (letters + ONES) // 0x7F, the control character behind the last letter
                        | ((letters ^ '"' * ONES) - ONES)
                        | ((letters ^ '\\' * ONES) - ONES)
                        | ((letters ^ '?' * ONES) - ONES))
                & HIGHEST_BITS;
    }
}
