// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import dev.filetrail.ForeignText;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** How things are put in a card and in the plain text beside it, and how a stranger's words are kept from meaning anything there. */
final class CardText {

    private static final int LONGEST_VALUE = 40;
    private static final int MOST_COUNTS = 5;
    private static final int TO_THE_MINUTE = "2026-11-24T15:48".length();
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;
    /** Where the forms of double width of the ASCII characters stand, seen from those. */
    private static final int FULL_WIDTH = 0xFEE0;

    private CardText() {}

    /**
     * Text for a run of a {@code RichTextBlock}, in which there is no Markdown. Only the functions for dates are looked for there.
     *
     * @param text from anybody; may be null
     * @param most characters at the most
     * @return on one line
     */
    static String run(String text, int most) {
        return ForeignText.oneLine(text, most).replace("{{", "{ {").replace("{{", "{ {");
    }

    /**
     * Text for where Markdown is looked for, such as a fact or a message: what would be Markdown, HTML or the beginning of a link
     * takes its form of double width, which looks alike and means nothing.
     *
     * @param text from anybody; may be null
     * @param most characters at the most
     * @return on one line
     */
    static String inert(String text, int most) {
        String line = ForeignText.oneLine(text, most);
        StringBuilder inert = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char each = line.charAt(i);
            inert.append(means(line, i) ? (char) (each + FULL_WIDTH) : each);
        }
        return inert.toString();
    }

    private static boolean means(String line, int at) {
        char each = line.charAt(at);
        return switch (each) {
            case '*', '_', '`', '~', '[', ']', '<', '>', '&', '{', '}', '|', '!', '#', '@' -> true;
            case '\\' -> at + 1 == line.length() || !Character.isLetterOrDigit(line.charAt(at + 1));
            case '-', '+' -> at == 0;
            case ':' -> line.startsWith("//", at + 1);
            case '.', ')' -> at > 0 && line.substring(0, at).chars().allMatch(Character::isDigit);
            default -> false;
        };
    }

    /**
     * A moment for people.
     *
     * @param moment ISO 8601 in UTC; may be null
     * @return to the minute
     */
    static String moment(String moment) {
        if (moment == null) {
            return "unknown";
        }
        return moment.length() < TO_THE_MINUTE
                ? inert(moment, LONGEST_VALUE)
                : inert(moment.substring(0, TO_THE_MINUTE).replace('T', ' '), TO_THE_MINUTE) + " UTC";
    }

    /**
     * How fresh an answer is.
     *
     * @param remembered it is one of earlier
     * @param ageSeconds how old it is
     * @return a few words
     */
    static String age(boolean remembered, long ageSeconds) {
        return remembered ? duration(ageSeconds) + " old" : "fresh from Defender";
    }

    /**
     * A time for people.
     *
     * @param seconds 0 or more
     * @return in the largest unit that fits
     */
    static String duration(long seconds) {
        if (seconds < 2 * MINUTE) {
            return many(seconds, "second");
        }
        return seconds < 2 * HOUR ? many(seconds / MINUTE, "minute") : many(seconds / HOUR, "hour");
    }

    /**
     * A number of things.
     *
     * @param count how many
     * @param thing what one of them is called
     * @return such as {@code 1 machine} or {@code 2 machines}
     */
    static String many(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /**
     * How many have which value, for a fact.
     *
     * @param counts in the order in which they are told
     * @param value of each; may be null
     * @param number of each
     * @return the first few, and the rest together
     */
    static <T> String counts(List<T> counts, Function<T, String> value, ToIntFunction<T> number) {
        StringBuilder listed = new StringBuilder();
        int rest = 0;
        for (int i = 0; i < counts.size(); i++) {
            int many = number.applyAsInt(counts.get(i));
            if (i >= MOST_COUNTS) {
                rest += many;
            } else {
                String named = value.apply(counts.get(i));
                listed.append(listed.isEmpty() ? "" : ", ")
                        .append(named == null ? "unknown" : inert(named, LONGEST_VALUE))
                        .append(' ')
                        .append(many);
            }
        }
        return rest == 0 ? listed.toString() : listed + ", others " + rest;
    }
}
