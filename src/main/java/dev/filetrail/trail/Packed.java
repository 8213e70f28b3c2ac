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
        return isAscii(texts) ? ofAscii(texts) : ofAny(texts);
    }

    private static boolean isAscii(String... texts) {
        for (String text : texts) {
            for (int i = 0; text != null && i < text.length(); i++) {
                if (text.charAt(i) > 0x7F) {
                    return false;
                }
            }
        }
        return true;
    }

    /** As nearly all are: a letter is a byte, and nothing need be put somewhere else first. */
    private static byte[] ofAscii(String... texts) {
        int length = 0;
        for (String text : texts) {
            int size = text == null ? 0 : text.length();
            length += size + sizeOfLength(size);
        }
        byte[] packed = new byte[length];
        int at = 0;
        for (String text : texts) {
            at = putSize(packed, at, text == null ? 0 : text.length() + 1);
            for (int i = 0; text != null && i < text.length(); i++) {
                packed[at++] = (byte) text.charAt(i);
            }
        }
        return packed;
    }

    private static byte[] ofAny(String... texts) {
        byte[][] parts = new byte[texts.length][];
        int length = 0;
        for (int i = 0; i < texts.length; i++) {
            parts[i] = texts[i] == null ? null : texts[i].getBytes(StandardCharsets.UTF_8);
            int size = parts[i] == null ? 0 : parts[i].length;
            length += size + sizeOfLength(size);
        }
        byte[] packed = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            at = putSize(packed, at, part == null ? 0 : part.length + 1);
            if (part != null) {
                System.arraycopy(part, 0, packed, at, part.length);
                at += part.length;
            }
        }
        return packed;
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
