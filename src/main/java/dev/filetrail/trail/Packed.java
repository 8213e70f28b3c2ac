// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts one after another in one array of bytes, each with its length before it: what differs from machine to machine, kept
 * small, and a single thing for the garbage collector.
 */
final class Packed {

    private byte[] bytes;
    private int end;

    /** @param capacity in bytes, of what is likely to come */
    Packed(int capacity) {
        bytes = new byte[capacity];
    }

    /**
     * Adds a few texts.
     *
     * @param texts each may be null
     * @return where they begin, for {@link #text}
     */
    int add(String... texts) {
        int begin = end;
        for (String text : texts) {
            if (text == null) {
                putSize(0);
            } else {
                byte[] more = text.getBytes(StandardCharsets.UTF_8);
                // One more than the length, so that 0 says null.
                putSize(more.length + 1);
                put(more, 0, more.length);
            }
        }
        return begin;
    }

    /**
     * Adds what another one has in some place.
     *
     * @param other the other one
     * @param from where it begins there
     * @param to where something else begins, or all ends
     * @return where it begins here
     */
    int add(Packed other, int from, int to) {
        int begin = end;
        put(other.bytes, from, to - from);
        return begin;
    }

    private void putSize(int size) {
        makeRoom(5);
        int rest = size;
        for (; rest > 0x7F; rest >>>= 7) {
            bytes[end++] = (byte) (rest | 0x80);
        }
        bytes[end++] = (byte) rest;
    }

    private void put(byte[] more, int from, int length) {
        makeRoom(length);
        System.arraycopy(more, from, bytes, end, length);
        end += length;
    }

    private void makeRoom(int more) {
        if (bytes.length - end < more) {
            bytes = Arrays.copyOf(bytes, Math.max(end + more, end + (end >> 1)));
        }
    }

    /**
     * Takes a text out.
     *
     * @param begin where {@link #add} has put it and those with it
     * @param place of the text among them, from 0
     * @return may be null
     */
    String text(int begin, int place) {
        int at = begin;
        for (int i = 0; ; i++) {
            int size = size(bytes, at);
            at += width(size);
            if (i == place) {
                return size == 0 ? null : new String(bytes, at, size - 1, StandardCharsets.UTF_8);
            }
            at += Math.max(0, size - 1);
        }
    }

    /**
     * Finds texts.
     *
     * @param begin where {@link #add} has put them
     * @param texts finds as many as it is for
     */
    void find(int begin, PackedTexts texts) {
        texts.find(bytes, begin);
    }

    /** @return what stands before a text: one more than its length in bytes, 0 for null */
    static int size(byte[] bytes, int before) {
        int at = before;
        int size = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            size |= (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return size;
    }

    /** @return how many bytes a size takes, which has seven bits in each */
    static int width(int size) {
        return size <= 0x7F ? 1 : (Integer.SIZE - Integer.numberOfLeadingZeros(size) + 6) / 7;
    }

    /** @param newEnd where what is no longer wanted begins */
    void cut(int newEnd) {
        end = newEnd;
    }

    /** There is little more to come. */
    void trim() {
        bytes = Arrays.copyOf(bytes, end);
    }

    /** @return where the next texts will begin: so many bytes there are */
    int end() {
        return end;
    }
}
