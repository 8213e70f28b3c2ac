// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** What binds a cursor to its question, so that it can't go on with another one. */
final class Fingerprint {

    private Fingerprint() {}

    /**
     * Takes it.
     *
     * @param length in bytes, 32 at the most
     * @param head what the cursor says
     * @param question what was asked for, part by part; a part may be null
     * @return another one for another question or another head
     */
    static byte[] of(int length, byte[] head, Object... question) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(head);
            for (Object part : question) {
                // Each with its length before it, so that no two questions read the same.
                byte[] text = part == null ? null : part.toString().getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(text == null ? -1 : text.length)
                        .array());
                digest.update(text == null ? new byte[0] : text);
            }
            return Arrays.copyOf(digest.digest(), length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
