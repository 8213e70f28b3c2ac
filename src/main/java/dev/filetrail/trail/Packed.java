// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.nio.charset.StandardCharsets;

/** A few texts in one array of bytes, each with its length before it: what differs from machine to machine, kept small. */
final class Packed {

    private Packed() {}

    /**
     * Puts texts together.
     *
     * @param texts each may be null
     * @return for {@link #text}
     */
    static byte[] of(String... texts) {
        String[] parts = new String[texts.length];
        int length = 0;
        for (int i = 0; i < texts.length; i++) {
            parts[i] = asBytes(texts[i]);
            int size = parts[i] == null ? 0 : parts[i].length();
            length += size + sizeOfLength(size);
        }
        byte[] packed = new byte[length];
        int at = 0;
        for (String part : parts) {
            at = putSize(packed, at, part == null ? 0 : part.length() + 1);
            for (int i = 0; part != null && i < part.length(); i++) {
                packed[at++] = (byte) part.charAt(i);
            }
        }
        return packed;
    }

    /** A text of which each letter stands for a byte: nearly all are so already, and need not be made anew. */
    private static String asBytes(String text) {
        return text == null || isAscii(text)
                ? text
                : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** One more than the length, so that 0 says null. Gives the place after it. */
    private static int putSize(byte[] packed, int at, int size) {
        int next = at;
        int rest = size;
        for (; rest > 0x7F; rest >>>= 7) {
            packed[next++] = (byte) (rest | 0x80);
        }
        packed[next++] = (byte) rest;
        return next;
    }

    /**
     * Takes one out.
     *
     * @param packed what {@link #of} gave
     * @param place of the text, from 0
     * @return may be null
     */
    static String text(byte[] packed, int place) {
        int at = 0;
        for (int i = 0; ; i++) {
            int size = 0;
            int shift = 0;
            byte next;
            do {
                next = packed[at++];
                size |= (next & 0x7F) << shift;
                shift += 7;
            } while (next < 0);
            if (i == place) {
                return size == 0 ? null : new String(packed, at, size - 1, StandardCharsets.UTF_8);
            }
            at += Math.max(0, size - 1);
        }
    }

    private static int sizeOfLength(int size) {
        int bytes = 1;
        for (int rest = size + 1; rest > 0x7F; rest >>>= 7) {
            bytes++;
        }
        return bytes;
    }
}
