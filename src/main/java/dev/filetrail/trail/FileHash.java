// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.ForeignText;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What names a file: its SHA-1, the only hash that Defender finds machines by, or its SHA-256, from which Defender can tell
 * the SHA-1.
 *
 * @param hex 40 or 64 hexadecimal digits in lower case
 */
public record FileHash(String hex) {

    private static final int SHA1_LENGTH = 40;
    private static final int SHA256_LENGTH = 64;
    private static final int LONGEST_SHOWN = 80;
    private static final Pattern PREFIX =
            Pattern.compile("(?i)(" + HashAlgorithm.NAMES + ")[\\s\\p{Z}\\uFEFF]*[:=][\\s\\p{Z}\\uFEFF]*");
    /** For whoever has no SHA-1 at hand. */
    static final String HOW_TO_GET_IT =
            "To get the SHA-1 of a file: sha1sum FILE (Linux), shasum FILE (macOS), Get-FileHash -Algorithm SHA1 FILE"
                    + " (PowerShell). The page of a file in the Defender portal, and threat intelligence such as"
                    + " VirusTotal, list it beside the other hashes.";

    /** Checks the form. */
    public FileHash {
        if ((hex.length() != SHA1_LENGTH && hex.length() != SHA256_LENGTH) || firstNotHex(hex) < hex.length()) {
            throw new IllegalArgumentException("neither a SHA-1 nor a SHA-256: " + hex);
        }
        hex = hex.toLowerCase(Locale.ROOT);
    }

    /** The place of the first character that is no hexadecimal digit; the length when all are. */
    private static int firstNotHex(String text) {
        int at = 0;
        while (at < text.length() && HexFormat.isHexDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** @return whether it is a SHA-1; otherwise it is a SHA-256 */
    public boolean isSha1() {
        return hex.length() == SHA1_LENGTH;
    }

    /**
     * Reads a hash as people paste it: blanks around it, capital letters and a {@code sha1:} or {@code sha256:} before it are
     * forgiven, if that is what it is.
     *
     * @param text may be null
     * @return the hash
     * @throws TrailException a bad question that says what was given, what is needed and how to get it
     */
    public static FileHash parse(String text) {
        String given = text == null ? "" : withoutBlanksAround(text);
        Matcher prefix = PREFIX.matcher(given);
        boolean named = prefix.lookingAt();
        int start = named ? prefix.end() : 0;
        String hash = given.substring(start);
        if (hash.isEmpty()) {
            throw TrailException.badQuestion("No hash was given.", needed(""));
        }
        int notHex = firstNotHex(hash);
        if (notHex < hash.length()) {
            throw TrailException.badQuestion(
                    shown(given) + " is not a hash: '"
                            + ForeignText.visible(Character.toString(hash.codePointAt(notHex))) + "' at place "
                            + (start + notHex + 1) + " is not a hexadecimal digit (0-9, a-f).",
                    needed(""));
        }
        return switch (hash.length()) {
            case SHA1_LENGTH, SHA256_LENGTH -> {
                String contradiction = named ? HashAlgorithm.contradiction(prefix.group(1), hash) : null;
                if (contradiction != null) {
                    throw TrailException.badQuestion(
                            shown(given) + " is " + contradiction + ".",
                            needed(" Mend the name before it, or the hash."));
                }
                yield new FileHash(hash);
            }
            default ->
                throw HashAlgorithm.ofLength(hash.length())
                        .map(other -> TrailException.badQuestion(
                                shown(given) + " is " + other.inWords() + ".",
                                needed(" Nothing at Defender turns " + other.title() + " into a SHA-1.")))
                        .orElseGet(() -> TrailException.badQuestion(
                                shown(given) + " has " + hash.length() + (hash.length() == 1 ? " digit" : " digits")
                                        + ", which is no hash's length.",
                                needed(hash.length() < SHA1_LENGTH ? " Was it cut off when it was copied?" : "")));
        };
    }

    private static String withoutBlanksAround(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** As {@code \s} of the published pattern means it (ECMA-262): those of web pages too, which Java's own strip leaves. */
    private static boolean isBlank(char each) {
        return Character.isWhitespace(each) || Character.isSpaceChar(each) || each == '\uFEFF';
    }

    private static String needed(String remark) {
        return "Needed is the file's SHA-1 (40 hexadecimal digits) or its SHA-256 (64 digits): Defender knows files by no"
                + " other hash." + remark + " " + HOW_TO_GET_IT;
    }

    private static String shown(String given) {
        return "'" + ForeignText.oneLine(given, LONGEST_SHOWN) + "'";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileHash that && hex.equals(that.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return hex;
    }
}
