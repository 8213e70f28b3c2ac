// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import java.util.Locale;
import java.util.Map;

/**
 * What of a message was typed. Teams delivers it as a kind of HTML: mentions in {@code <at>}, blanks as entities, code and links
 * in elements. Takes time in proportion to the message's length, whatever is in it.
 */
final class MessageText {

    /** Longer than Teams lets a message be. */
    private static final int LONGEST = 100_000;

    private static final int LONGEST_TAG = 4_000;
    private static final int LONGEST_ENTITY = 10;
    private static final String MENTION = "<at";
    private static final String END_OF_MENTION = "</at>";

    private static final Map<String, String> ENTITIES =
            Map.of("nbsp", " ", "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "ensp", " ", "emsp", " ");

    private MessageText() {}

    /**
     * Takes mentions out and turns entities into what they stand for. Other elements stay: a link's address may have a hash in it.
     *
     * @param message as it was delivered
     * @return the message without them
     */
    static String withoutMentions(String message) {
        String text = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
        // Of the same length as the text, which a lower case of all languages need not be.
        String lower = asciiLowerCase(text);
        // Looked for once: none begins behind it.
        int lastEnd = lower.lastIndexOf(END_OF_MENTION);
        StringBuilder rest = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int mention = lower.indexOf(MENTION, at);
            if (mention < 0 || mention > lastEnd) {
                rest.append(text, at, text.length());
                break;
            }
            int name = mention + MENTION.length();
            if (endsName(lower, name)) {
                rest.append(text, at, mention).append(' ');
                at = lower.indexOf(END_OF_MENTION, name) + END_OF_MENTION.length();
            } else {
                rest.append(text, at, name);
                at = name;
            }
        }
        return withoutEntities(rest);
    }

    /**
     * Takes the other elements out as well.
     *
     * @param text without mentions
     * @return only what a person sees, blanks of all kinds as blanks, with no quotes or marks of code
     */
    static String words(String text) {
        StringBuilder words = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char each = text.charAt(at);
            int end = each == '<' ? endOfTag(text, at) : -1;
            if (end >= 0) {
                words.append(' ');
                at = end + 1;
            } else {
                words.append(isPartOfAWord(each) ? each : ' ');
                at++;
            }
        }
        return words.toString().strip();
    }

    private static boolean isPartOfAWord(char each) {
        return !Character.isWhitespace(each)
                && !Character.isSpaceChar(each)
                && !Character.isISOControl(each)
                && "`\"'“”„‘’‚«»*_~<>()[]{}:;,!?|=#".indexOf(each) < 0
                && Character.getType(each) != Character.FORMAT;
    }

    private static int endOfTag(String text, int start) {
        if (start + 1 >= text.length()) {
            return -1;
        }
        char next = text.charAt(start + 1);
        if (next != '/' && next != '!' && !Character.isLetter(next)) {
            return -1;
        }
        int limit = Math.min(text.length(), start + LONGEST_TAG);
        for (int i = start + 1; i < limit; i++) {
            if (text.charAt(i) == '>') {
                return i;
            }
            if (text.charAt(i) == '<') {
                return -1;
            }
        }
        return -1;
    }

    private static boolean endsName(String text, int at) {
        return at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }

    private static String asciiLowerCase(String text) {
        char[] lower = text.toCharArray();
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] >= 'A' && lower[i] <= 'Z') {
                lower[i] = (char) (lower[i] | 0x20);
            }
        }
        return new String(lower);
    }

    private static String withoutEntities(CharSequence text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            String meant = null;
            int end = at;
            if (text.charAt(at) == '&') {
                end = endOfEntity(text, at);
                meant = end < 0 ? null : meaning(text.subSequence(at + 1, end).toString());
            }
            if (meant == null) {
                plain.append(text.charAt(at));
            } else {
                plain.append(meant);
                at = end;
            }
        }
        return plain.toString();
    }

    private static int endOfEntity(CharSequence text, int start) {
        for (int i = start + 1; i < text.length() && i <= start + LONGEST_ENTITY; i++) {
            if (text.charAt(i) == ';') {
                return i;
            }
        }
        return -1;
    }

    /** @return null for what is no entity that is known */
    private static String meaning(String entity) {
        if (!entity.startsWith("#")) {
            return ENTITIES.get(entity.toLowerCase(Locale.ROOT));
        }
        try {
            boolean hex = entity.length() > 1 && (entity.charAt(1) | 0x20) == 'x';
            int point = hex ? Integer.parseInt(entity.substring(2), 16) : Integer.parseInt(entity.substring(1));
            return Character.isValidCodePoint(point) ? Character.toString(point) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
