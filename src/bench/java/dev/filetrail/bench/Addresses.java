// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Where a process read, wrote, and ran code. */
final class Addresses {

    private static final int PIECE = 1 << 16;
    private static final int BUFFER = 1 << 20;

    private final Map<Long, BitSet> pieces = new HashMap<>();
    private final Map<Long, BitSet> laterPieces = new HashMap<>();
    private volatile boolean later;

    /** What comes from now on is told apart. */
    void beginLater() {
        later = true;
    }

    /** Takes lackey's lines, such as " L 1ffeffe7e,8" and "I  023C790,2"; the program's own lines are among them. */
    void read(InputStream lines) {
        try (BufferedInputStream in = new BufferedInputStream(lines, BUFFER)) {
            int kind = in.read();
            while (kind >= 0) {
                int next = in.read();
                int space = in.read();
                long address = 0;
                boolean access = space == ' ' && isAccess(kind, next);
                int digit = access ? in.read() : space;
                while (Character.digit(digit, 16) >= 0) {
                    address = address * 16 + Character.digit(digit, 16);
                    digit = in.read();
                }
                if (access && digit == ',') {
                    add(address);
                }
                while (digit >= 0 && digit != '\n') {
                    digit = in.read();
                }
                kind = in.read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not even its end: what was read may lack much
        }
    }

    private static boolean isAccess(int kind, int next) {
        return kind == 'I' ? next == ' ' : kind == ' ' && (next == 'L' || next == 'S' || next == 'M');
    }

    private void add(long address) {
        add(address, pieces);
        if (later) {
            add(address, laterPieces);
        }
    }

    private static void add(long address, Map<Long, BitSet> to) {
        to.computeIfAbsent(address / PIECE, piece -> new BitSet(PIECE)).set((int) (address % PIECE));
    }

    boolean isAnyOf(long from, long size) {
        return isAnyOf(from, size, pieces);
    }

    boolean isAnyLaterOf(long from, long size) {
        return isAnyOf(from, size, laterPieces);
    }

    private static boolean isAnyOf(long from, long size, Map<Long, BitSet> pieces) {
        for (long at = from; at < from + size; ) {
            BitSet piece = pieces.get(at / PIECE);
            long end = Math.min(from + size, (at / PIECE + 1) * PIECE);
            if (piece != null) {
                int first = piece.nextSetBit((int) (at % PIECE));
                if (first >= 0 && at / PIECE * PIECE + first < end) {
                    return true;
                }
            }
            at = end;
        }
        return false;
    }
}
