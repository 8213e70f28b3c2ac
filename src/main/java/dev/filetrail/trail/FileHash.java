package dev.filetrail.trail;

import dev.filetrail.ForeignText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What names a file: its SHA-1, the only hash that Defender finds machines by.
 *
 * @param sha1 40 hexadecimal digits in lower case
 */
public record FileHash(String sha1) {

    private static final int SHA1_LENGTH = 40;
    private static final int LONGEST_SHOWN = 80;
    private static final Pattern PREFIX = Pattern.compile("(?i)sha-?1\\s*[:=]\\s*");
    private static final Pattern NOT_HEX = Pattern.compile("[^0-9A-Fa-f]");
    private static final String HOW_TO_GET_IT =
            "To get the SHA-1 of a file: sha1sum FILE (Linux), shasum FILE (macOS), Get-FileHash -Algorithm SHA1 FILE"
                    + " (PowerShell). The page of a file in the Defender portal, and threat intelligence such as"
                    + " VirusTotal, list it beside the other hashes.";

    /** Checks the form. */
    public FileHash {
        if (sha1.length() != SHA1_LENGTH || NOT_HEX.matcher(sha1).find()) {
            throw new IllegalArgumentException("not a SHA-1: " + sha1);
        }
        sha1 = sha1.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a hash as people paste it: blanks around it, a {@code sha1:} before it and capital letters are forgiven.
     *
     * @param text may be null
     * @return the hash
     * @throws TrailException a bad question that says what was given, what is needed and how to get it
     */
    public static FileHash parse(String text) {
        String given = text == null ? "" : text.strip();
        Matcher prefix = PREFIX.matcher(given);
        String hash = prefix.lookingAt() ? given.substring(prefix.end()) : given;
        if (hash.isEmpty()) {
            throw TrailException.badQuestion("No hash was given.", needed(""));
        }
        Matcher notHex = NOT_HEX.matcher(hash);
        if (notHex.find()) {
            throw TrailException.badQuestion(
                    shown(given) + " is not a hash: '" + ForeignText.visible(notHex.group()) + "' at place "
                            + (notHex.start() + 1) + " is not a hexadecimal digit (0-9, a-f).",
                    needed(""));
        }
        return switch (hash.length()) {
            case SHA1_LENGTH -> new FileHash(hash);
            case 32 ->
                throw TrailException.badQuestion(
                        shown(given) + " is an MD5 (32 digits).",
                        needed(" Nothing at Defender turns an MD5 into a SHA-1."));
            case 64 ->
                throw TrailException.badQuestion(
                        shown(given) + " is a SHA-256 (64 digits).",
                        needed(" This version of FileTrail does not turn a SHA-256 into its SHA-1."));
            default ->
                throw TrailException.badQuestion(
                        shown(given) + " has " + hash.length() + (hash.length() == 1 ? " digit" : " digits")
                                + ", which is no hash's length.",
                        needed(hash.length() < SHA1_LENGTH ? " Was it cut off when it was copied?" : ""));
        };
    }

    private static String needed(String remark) {
        return "Needed is the file's SHA-1, 40 hexadecimal digits: Defender finds machines by nothing else." + remark
                + " " + HOW_TO_GET_IT;
    }

    private static String shown(String given) {
        return "'" + ForeignText.oneLine(given, LONGEST_SHOWN) + "'";
    }

    @Override
    public String toString() {
        return sha1;
    }
}
