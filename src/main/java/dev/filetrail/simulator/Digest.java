// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests, most of them of texts, for ids and hashes that look random and never change. */
final class Digest {

    private Digest() {}

    /** The digest of a text's UTF-8 in lower-case hex; algorithm is MD5, SHA-1 or SHA-256. */
    static String hex(String algorithm, String text) {
        return HexFormat.of().formatHex(digest(algorithm, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The digest of some bytes in base64url, without padding; algorithm as above. */
    static String base64(String algorithm, byte[] bytes) {
        return JsonWebToken.base64(digest(algorithm, bytes));
    }

    /** A text's GUID, lower-case. */
    static String guid(String text) {
        String hex = hex("MD5", text);
        return hex.substring(0, 8) + '-' + hex.substring(8, 12) + "-4" + hex.substring(13, 16) + "-8"
                + hex.substring(17, 20) + '-' + hex.substring(20);
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }
}
