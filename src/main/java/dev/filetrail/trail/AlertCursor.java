// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.defender.Alert;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;

/**
 * Where a page of alerts ended: after which alert. It fits any answer about the file, not only the one that the page was cut
 * from, so it never grows stale, and any replica can go on with it. Bound to the question like {@link PageCursor}.
 *
 * @param seconds of the moment at which the last alert of the page was raised, since 1970; the smallest number for none
 * @param nanos of that moment
 * @param print of that alert's id
 */
record AlertCursor(long seconds, int nanos, long print) {

    /** Newest first, those without a date last; of one moment in an order that means nothing but is always the same. */
    static final Comparator<Alert> NEWEST_FIRST = Comparator.comparing(AlertCursor::after, AlertCursor::compare);

    private static final byte VERSION = 2;
    private static final int FINGERPRINT = 12;
    private static final int HEAD = 1 + Long.BYTES + Integer.BYTES + Long.BYTES;
    private static final int LENGTH = HEAD + FINGERPRINT;

    /** @return the place after an alert */
    static AlertCursor after(Alert alert) {
        Instant created = alert.created();
        return new AlertCursor(
                created == null ? Long.MIN_VALUE : created.getEpochSecond(),
                created == null ? 0 : created.getNano(),
                print(alert.id()));
    }

    /** @return whether an alert comes after this place */
    boolean isBefore(Alert alert) {
        return compare(this, after(alert)) < 0;
    }

    private static int compare(AlertCursor one, AlertCursor other) {
        int newer = Long.compare(other.seconds, one.seconds);
        newer = newer == 0 ? Integer.compare(other.nanos, one.nanos) : newer;
        return newer == 0 ? Long.compare(one.print, other.print) : newer;
    }

    /**
     * Writes it down.
     *
     * @param hash the file asked for
     * @param filter what was wanted; the page's size may differ from page to page
     * @return letters, digits, '-' and '_'
     */
    String encode(FileHash hash, AlertFilter filter) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(head(LENGTH).put(fingerprint(hash, filter)).array());
    }

    /**
     * Reads one.
     *
     * @param hash the file asked for now
     * @param query what is wanted now, with the cursor in it
     * @return where to go on
     * @throws TrailException a bad question when the cursor is not ours, or another question's
     */
    static AlertCursor decode(FileHash hash, AlertQuery query) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(query.cursor().strip());
        } catch (IllegalArgumentException e) {
            throw PageCursor.notOurs();
        }
        if (bytes.length != LENGTH || bytes[0] != VERSION) {
            throw PageCursor.notOurs();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
        AlertCursor cursor = new AlertCursor(buffer.getLong(), buffer.getInt(), buffer.getLong());
        if (!Arrays.equals(Arrays.copyOfRange(bytes, HEAD, LENGTH), cursor.fingerprint(hash, query.filter()))) {
            throw PageCursor.ofAnotherQuestion();
        }
        return cursor;
    }

    private ByteBuffer head(int length) {
        return ByteBuffer.allocate(length)
                .put(VERSION)
                .putLong(seconds)
                .putInt(nanos)
                .putLong(print);
    }

    private byte[] fingerprint(FileHash hash, AlertFilter filter) {
        return Fingerprint.of(
                FINGERPRINT,
                head(HEAD).array(),
                hash,
                filter.minSeverity(),
                filter.status(),
                filter.createdWithinHours());
    }

    private static long print(String id) {
        return ByteBuffer.wrap(Fingerprint.of(Long.BYTES, new byte[0], id)).getLong();
    }
}
