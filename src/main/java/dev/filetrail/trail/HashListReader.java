// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.ForeignText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Goes through a pasted text once, word by word. */
final class HashListReader {

    private static final int SHA1 = 40;
    private static final int SHA256 = 64;
    /** Hexadecimal digits in a row that are too many to be a number or a word. */
    private static final int SHORTEST_SUSPECT = 20;
    /** As many are enough where an ellipsis follows. */
    private static final int SHORTEST_CUT = 8;

    private static final int LONGEST_SHOWN = 72;
    private static final int MOST_NOT_UNDERSTOOD = 20;
    /** What stands before a hash without anything between, the escapes of JSON and of addresses included. */
    private static final Pattern STUCK_BEFORE = Pattern.compile(
            "(?i)(?:sha1|sha256|0x|[nrt]|[0-9a-f]{2}|u[0-9a-f]{4})" + "(?=(?:[0-9a-f]{40}|[0-9a-f]{64})$)");

    private static final Pattern NOT_HEX = Pattern.compile("[^0-9A-Fa-f]");

    private final Set<FileHash> hashes = new LinkedHashSet<>();
    private final Set<String> suspects = new LinkedHashSet<>();
    private final List<SweepReport.NotUnderstood> notUnderstood = new ArrayList<>();
    private int duplicates;
    private int moreNotUnderstood;

    /**
     * Reads it.
     *
     * @param text anything
     * @return what was found
     */
    HashList read(String text) {
        String clean = withoutWhatIsNotSeen(text);
        int at = 0;
        while (at < clean.length()) {
            int end = at;
            while (end < clean.length() && isPartOfAWord(clean.codePointAt(end))) {
                end += Character.charCount(clean.codePointAt(end));
            }
            if (end == at) {
                at += Character.charCount(clean.codePointAt(at));
            } else {
                word(clean.substring(at, end), at == 0 ? ' ' : clean.charAt(at - 1), isCutOff(clean, end));
                at = end;
            }
        }
        return new HashList(List.copyOf(hashes), duplicates, notUnderstood, moreNotUnderstood);
    }

    /** Zero-width characters, marks of byte order and direction, and the zeros between letters when UTF-16 was read as UTF-8. */
    private static String withoutWhatIsNotSeen(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        text.codePoints()
                .filter(each -> each != 0
                        && Character.getType(each) != Character.FORMAT
                        && !(each >= 0xFE00 && each <= 0xFE0F)
                        && !(each >= 0xE0100 && each <= 0xE01EF)
                        && each != 0x034F)
                .forEach(seen::appendCodePoint);
        return seen.toString();
    }

    /**
     * Letters that can be taken for hexadecimal digits are part of a word, so that a disguised digit is noticed; those of
     * scripts that are written without blanks are not.
     */
    private static boolean isPartOfAWord(int each) {
        return each < 128
                ? (each >= '0' && each <= '9') || ((each | 0x20) >= 'a' && (each | 0x20) <= 'z')
                : Character.isLetterOrDigit(each)
                        && (each < 0x0590
                                || (each >= 0xFF10 && each <= 0xFF5A)
                                || (each >= 0x1D400 && each <= 0x1D7FF));
    }

    private static boolean isCutOff(String text, int end) {
        return text.startsWith("…", end) || text.startsWith("...", end);
    }

    private void word(String word, char before, boolean cutOff) {
        Matcher notHex = NOT_HEX.matcher(word);
        boolean hex = !notHex.find();
        if (hex && (word.length() == SHA1 || word.length() == SHA256)) {
            found(word);
        } else if (!foundBehindAnother(word, before) && !foundAmongForeignLetters(word)) {
            if (hex) {
                suspectDigits(word, cutOff);
            } else if (looksLikeAHash(word)) {
                suspect(
                        word,
                        "'" + ForeignText.visible(Character.toString(word.codePointAt(notHex.start()))) + "' at place "
                                + (notHex.start() + 1) + " is not a hexadecimal digit (0-9, a-f)");
            }
        }
    }

    private void found(String hash) {
        if (!hashes.add(new FileHash(hash))) {
            duplicates++;
        }
    }

    private boolean foundBehindAnother(String word, char before) {
        if (word.length() > SHA256 + 6) {
            return false;
        }
        Matcher stuck = STUCK_BEFORE.matcher(word);
        if (!stuck.lookingAt()) {
            return false;
        }
        String prefix = stuck.group();
        boolean escape = before == '\\' && (prefix.length() == 1 || prefix.length() == 5);
        boolean percent = before == '%' && prefix.length() == 2;
        boolean named = prefix.length() > 1 && NOT_HEX.matcher(prefix).find() && (prefix.charAt(0) | 0x20) != 'u';
        if (escape || percent || named) {
            found(word.substring(prefix.length()));
            return true;
        }
        return false;
    }

    /** A hash between letters of another script, with no blank between. */
    private boolean foundAmongForeignLetters(String word) {
        boolean any = false;
        int start = 0;
        for (int i = 0; i <= word.length(); i++) {
            if (i == word.length() || word.charAt(i) >= 128) {
                int length = i - start;
                if (length < word.length()
                        && (length == SHA1 || length == SHA256)
                        && !NOT_HEX.matcher(word.substring(start, i)).find()) {
                    found(word.substring(start, i));
                    any = true;
                }
                start = i + 1;
            }
        }
        return any;
    }

    private void suspectDigits(String word, boolean cutOff) {
        int length = word.length();
        if (cutOff && length >= SHORTEST_CUT) {
            suspect(word, "it is cut off");
        } else if (length >= SHORTEST_SUSPECT) {
            suspect(
                    word,
                    switch (length) {
                        case 32 -> "an MD5 (32 digits), and nothing at Defender turns an MD5 into a SHA-1";
                        case 56 -> "a SHA-224 (56 digits), by which Defender knows no file";
                        case 96 -> "a SHA-384 (96 digits), by which Defender knows no file";
                        case 128 -> "a SHA-512 (128 digits), by which Defender knows no file";
                        default ->
                            length + " digits, which is no hash's length"
                                    + (length < SHA256 ? ": was it cut off?" : ": are these several, run together?");
                    });
        }
    }

    /** As long as a hash, or nearly all of it digits of one. */
    private static boolean looksLikeAHash(String word) {
        if (word.length() == SHA1 || word.length() == SHA256) {
            return true;
        }
        return word.length() >= 32 && NOT_HEX.matcher(word).results().count() * 8 <= word.length();
    }

    private void suspect(String word, String reason) {
        String shown = ForeignText.oneLine(word, LONGEST_SHOWN);
        if (suspects.contains(shown)) {
            return;
        }
        if (notUnderstood.size() < MOST_NOT_UNDERSTOOD) {
            suspects.add(shown);
            notUnderstood.add(new SweepReport.NotUnderstood(shown, reason));
        } else {
            moreNotUnderstood++;
        }
    }
}
