// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Goes through a pasted text once, word by word. A word is a run of letters and digits; most hashes are words of their own. Others
 * stand among letters of another script, or behind a name or an escape, with no blank between.
 */
final class HashListReader {

    private static final String HASH = "([0-9A-Fa-f]{64}|[0-9A-Fa-f]{40})";
    /** A word of its own, or between letters of another script. */
    private static final Pattern ALONE = Pattern.compile("(?<!\\p{ASCII})" + HASH + "(?!\\p{ASCII})");
    /** What may stand before it without a blank between, whatever comes before. */
    private static final String NAME = "(sha1|sha256)|0x";

    private static final Pattern BEHIND_A_NAME = hashBehind(NAME);
    /** A line end in JSON, as in {@code \n}; the backslash is before the word. */
    private static final Pattern BEHIND_AN_ESCAPE = hashBehind(NAME + "|[nrt]|u[0-9a-f]{4}");
    /** A blank in an address, as in {@code %20}; the percent sign is before the word. */
    private static final Pattern BEHIND_A_PERCENT_SIGN = hashBehind(NAME + "|[0-9a-f]{2}");

    /** What may stand around the colon between a name and its hash, on one line. */
    private static final String MARKS = "[\\h\"'`*\\\\]{0,8}";
    /** A name before a hash; one behind a slash is the second of two, either of which may be meant. */
    private static final Pattern CALLED =
            Pattern.compile("(?i)(?<![\\p{Alnum}/])(" + HashAlgorithm.NAMES + ")" + MARKS + "[:=]" + MARKS + "\\z");

    private static final int LONGEST_CALLED = 24;

    /** Holds a letter and its accent together, and is not seen. */
    private static final int COMBINING_GRAPHEME_JOINER = 0x034F;

    private final Set<FileHash> hashes = new LinkedHashSet<>();
    private final HashLookalikes lookalikes = new HashLookalikes();
    private int duplicates;

    private static Pattern hashBehind(String prefix) {
        return Pattern.compile("(?i:" + prefix + ")" + HASH);
    }

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
                word(clean, at, end);
                at = end;
            }
        }
        return new HashList(List.copyOf(hashes), duplicates, lookalikes.listed(), lookalikes.more());
    }

    /** Zero-width characters, marks of byte order and direction, and the zeros between letters when UTF-16 was read as UTF-8. */
    private static String withoutWhatIsNotSeen(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        text.codePoints()
                .filter(each -> each != 0
                        && Character.getType(each) != Character.FORMAT
                        && !isVariationSelector(each)
                        && each != COMBINING_GRAPHEME_JOINER)
                .forEach(seen::appendCodePoint);
        return seen.toString();
    }

    /** They choose between two drawings of the character before, and have none of their own. */
    private static boolean isVariationSelector(int each) {
        return (each >= 0xFE00 && each <= 0xFE0F) || (each >= 0xE0100 && each <= 0xE01EF);
    }

    private static boolean isPartOfAWord(int each) {
        return each < 128
                ? (each >= '0' && each <= '9') || ((each | 0x20) >= 'a' && (each | 0x20) <= 'z')
                : Character.isLetterOrDigit(each) && looksLikeLatin(each);
    }

    /**
     * Letters that can be taken for hexadecimal digits are part of a word, so that a disguised digit is noticed: those of
     * European scripts, wide ones and mathematical ones. Those of scripts that are written without blanks are not.
     */
    private static boolean looksLikeLatin(int each) {
        return each < 0x0590 || (each >= 0xFF10 && each <= 0xFF5A) || (each >= 0x1D400 && each <= 0x1D7FF);
    }

    private static boolean isCutOff(String text, int end) {
        return text.startsWith("…", end) || text.startsWith("...", end);
    }

    private void word(String text, int at, int end) {
        String word = text.substring(at, end);
        if (!holdsHashes(word, text, at) && !isHashBehindSomething(word, at == 0 ? ' ' : text.charAt(at - 1))) {
            lookalikes.look(word, isCutOff(text, end));
        }
    }

    private boolean holdsHashes(String word, String text, int at) {
        Matcher alone = ALONE.matcher(word);
        boolean any = false;
        while (alone.find()) {
            found(alone.group(1), alone.start() == 0 ? called(text, at) : null);
            any = true;
        }
        return any;
    }

    /** What a word is called by what stands before it; null when it has no name. */
    private static String called(String text, int at) {
        Matcher called = CALLED.matcher(text)
                .region(Math.max(0, at - LONGEST_CALLED), at)
                .useTransparentBounds(true);
        return called.find() ? called.group(1) : null;
    }

    private boolean isHashBehindSomething(String word, char before) {
        Pattern pattern =
                switch (before) {
                    case '\\' -> BEHIND_AN_ESCAPE;
                    case '%' -> BEHIND_A_PERCENT_SIGN;
                    default -> BEHIND_A_NAME;
                };
        Matcher behind = pattern.matcher(word);
        if (!behind.matches()) {
            return false;
        }
        found(behind.group(2), behind.group(1));
        return true;
    }

    private void found(String hash, String name) {
        String contradiction = name == null ? null : HashAlgorithm.contradiction(name, hash);
        if (contradiction != null) {
            lookalikes.list(hash, contradiction);
        } else if (!hashes.add(new FileHash(hash))) {
            duplicates++;
        }
    }
}
