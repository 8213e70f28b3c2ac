package dev.filetrail.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of texts, for ids and hashes that look random and never change. */
final class Digest {

    private Digest() {}

    /** The digest of a text's UTF-8 in lower-case hex; algorithm is MD5, SHA-1 or SHA-256. */
    static String hex(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }

    /** A text's GUID, lower-case. */
    static String guid(String text) {
        String hex = hex("MD5", text);
        return hex.substring(0, 8) + '-' + hex.substring(8, 12) + "-4" + hex.substring(13, 16) + "-8"
                + hex.substring(17, 20) + '-' + hex.substring(20);
    }
}
