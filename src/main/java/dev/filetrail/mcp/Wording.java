// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.filetrail.ForeignText;
import dev.filetrail.trail.Allowance;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What the texts of all tools have in common: how a stranger's word stands in Markdown, what a text costs, what calls are left. */
final class Wording {

    private static final int LONGEST_WORD = 32;
    private static final int MOST_COUNTS = 6;
    private static final int MOST_TOKENS_OF_COUNTS = 130;
    private static final int LONGEST_REASON = 300;

    private static final int LONGEST_VERSION = 16;

    private Wording() {}

    /** A plain word stays as it is; anything else might be Markdown, and becomes code. None at all is unknown. */
    static String word(String word) {
        return word == null ? "unknown" : isPlain(word) ? word : code(word, LONGEST_WORD);
    }

    /** A word, or the number of a version; with dots between letters it might be made a link. */
    private static boolean isPlain(String word) {
        boolean number = !word.isEmpty() && isDigit(word.charAt(0));
        boolean dots = false;
        for (int i = 0; i < word.length(); i++) {
            char each = word.charAt(i);
            number &= isDigit(each) || each == '.';
            dots |= each == '.';
            if (!isDigit(each) && !isLetter(each) && each != '.') {
                return false;
            }
        }
        return dots ? number && word.length() <= LONGEST_VERSION : !word.isEmpty() && word.length() <= LONGEST_WORD;
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }

    private static boolean isLetter(char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
    }

    /** Text from a stranger as inline code, in which Markdown and HTML mean nothing. */
    static String code(String text, int most) {
        return "`" + ForeignText.oneLine(text, most).replace('`', '\'') + "`";
    }

    /** What a text costs at the most: hexadecimal digits come two to a token, rare characters up to three tokens each. */
    static int tokens(String text) {
        if (text.getBytes(UTF_8).length == text.length()) {
            // ASCII, as nearly always, which is told sooner so than character by character. Half a character would pass
            // for it, but is made visible before.
            return text.length() / 2 + 1;
        }
        int halves = 0;
        for (int i = 0; i < text.length(); i++) {
            halves += text.charAt(i) < 128 ? 1 : 6;
        }
        return halves / 2 + 1;
    }

    /** A moment as it is, none as unknown. */
    static String moment(String moment) {
        return moment == null ? "unknown" : moment;
    }

    static String seconds(long seconds) {
        return seconds == 1 ? "1 second" : seconds + " seconds";
    }

    /** When Defender was asked, and whether it was for this question. */
    static String answerOf(String fetchedAt, boolean remembered, long ageSeconds) {
        return remembered
                ? "Answer of " + fetchedAt + ", remembered, " + seconds(ageSeconds) + " old."
                : "Answer of " + fetchedAt + ", fresh from Defender.";
    }

    /** That the answer is an old one, and why. */
    static String stale(long ageSeconds, String reason) {
        return "**Stale: this is the last answer there was, " + seconds(ageSeconds)
                + " old.** Defender can't be asked at the moment: " + ForeignText.oneLine(reason, LONGEST_REASON);
    }

    /** A file by the hashes that it was asked with and answered by. */
    static String file(String sha1, String resolvedFrom) {
        return "with SHA-1 " + sha1
                + (resolvedFrom == null ? "" : " (looked up by its SHA-256 " + resolvedFrom + ")")
                + ".";
    }

    /**
     * How many have which value, those that come first by name and the rest together, however long the values are.
     *
     * @param counts in the order in which they are told
     * @param value of each, may be null
     * @param number of each
     */
    static <T> String counts(List<T> counts, Function<T, String> value, ToIntFunction<T> number) {
        StringBuilder listed = new StringBuilder();
        int rest = 0;
        int spent = 0;
        for (int i = 0; i < counts.size(); i++) {
            int many = number.applyAsInt(counts.get(i));
            String count = word(value.apply(counts.get(i))) + " " + many;
            spent += tokens(count);
            if (i >= MOST_COUNTS || spent > MOST_TOKENS_OF_COUNTS) {
                rest += many;
            } else {
                listed.append(listed.isEmpty() ? "" : ", ").append(count);
            }
        }
        return rest == 0 ? listed.toString() : listed + (listed.isEmpty() ? "others " : ", others ") + rest;
    }

    static String callsLeft(Allowance budget) {
        return "Calls left: " + budget.leftThisMinute() + " of " + budget.perMinute() + " this minute, "
                + budget.leftThisHour() + " of " + budget.perHour() + " this hour.";
    }
}
