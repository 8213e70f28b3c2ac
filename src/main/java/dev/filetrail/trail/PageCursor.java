// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * Where a page ended: in which answer, and after how many machines. Written as a text that means nothing to whoever carries
 * it, and bound to the question by a fingerprint, so that it can't go on with another one. It needs no key: it opens
 * nothing that the question itself would not.
 *
 * @param fetchedAt of the answer
 * @param from how many matches come before the next page
 * @param stale the answer was given because Defender could not be asked: that is true of all its pages, on any replica
 */
record PageCursor(Instant fetchedAt, int from, boolean stale) {

    private static final byte VERSION = 1;
    /** The same, into an answer that is stale. */
    private static final byte STALE = 2;

    private static final int FINGERPRINT = 12;
    private static final int LENGTH = 1 + Long.BYTES + Integer.BYTES + Integer.BYTES + FINGERPRINT;

    /**
     * Writes it down.
     *
     * @param hash the file asked for
     * @param query what was wanted; the page's size may differ from page to page
     * @return letters, digits, '-' and '_'
     */
    String encode(FileHash hash, MachineQuery query) {
        ByteBuffer bytes = head(LENGTH);
        bytes.put(fingerprint(hash, query));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Reads one.
     *
     * @param hash the file asked for now
     * @param query what is wanted now, with the cursor in it
     * @return where to go on
     * @throws TrailException a bad question when the cursor is not ours, or another question's
     */
    static PageCursor decode(FileHash hash, MachineQuery query) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(query.cursor().strip());
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
        if (bytes.length != LENGTH || (bytes[0] != VERSION && bytes[0] != STALE)) {
            throw notOurs();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
        long seconds = buffer.getLong();
        int nanos = buffer.getInt();
        int from = buffer.getInt();
        byte[] print = Arrays.copyOfRange(bytes, LENGTH - FINGERPRINT, LENGTH);
        if (from < 1
                || nanos < 0
                || nanos > 999_999_999
                || seconds < Instant.MIN.getEpochSecond()
                || seconds > Instant.MAX.getEpochSecond()) {
            throw notOurs();
        }
        PageCursor cursor = new PageCursor(Instant.ofEpochSecond(seconds, nanos), from, bytes[0] == STALE);
        if (!Arrays.equals(print, cursor.fingerprint(hash, query))) {
            throw ofAnotherQuestion();
        }
        return cursor;
    }

    static TrailException ofAnotherQuestion() {
        return TrailException.badQuestion(
                "The cursor belongs to another question.",
                "Repeat the question that gave it with exactly the same hash, filters and sort and only the cursor"
                        + " added; or leave the cursor out to start from the first page.");
    }

    static TrailException notOurs() {
        return TrailException.badQuestion(
                "The cursor is not one that FileTrail gave.",
                "Use next_cursor of the page before, unchanged; or leave the cursor out to start from the first page.");
    }

    /**
     * Refuses what can't be done.
     *
     * @param cursor as it was given, null for the first page
     * @param asking who asks, and how
     * @throws TrailException a bad question when a further page is to be fresh
     */
    static void check(String cursor, Asking asking) {
        if (cursor != null && asking.fresh()) {
            throw TrailException.badQuestion(
                    "A further page can't be fresh: it goes on where the page before ended.",
                    "Leave fresh out to go on; or leave the cursor out to ask Defender anew, from the first page.");
        }
    }

    private ByteBuffer head(int length) {
        return ByteBuffer.allocate(length)
                .put(stale ? STALE : VERSION)
                .putLong(fetchedAt.getEpochSecond())
                .putInt(fetchedAt.getNano())
                .putInt(from);
    }

    private byte[] fingerprint(FileHash hash, MachineQuery query) {
        MachineFilter filter = query.filter();
        return Fingerprint.of(
                FINGERPRINT,
                head(LENGTH - FINGERPRINT).array(),
                hash,
                query.order(),
                filter.minRisk(),
                filter.minExposure(),
                filter.health(),
                filter.os(),
                filter.seenWithinHours(),
                filter.nameContains(),
                filter.tag(),
                filter.deviceGroup());
    }
}
