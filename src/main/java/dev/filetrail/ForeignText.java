// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail;

import java.util.regex.Pattern;

/**
 * Text that a stranger chose: the name of a machine, a tag, the words of an error. Whoever shows it makes it harmless first;
 * it is data, never part of an instruction.
 */
public final class ForeignText {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private ForeignText() {}

    /**
     * Makes visible what would otherwise act instead of being read: control characters, line ends, invisible characters and
     * those that turn the direction of writing. {@code U+202E} becomes {@code \u202E}.
     *
     * @param text may be null
     * @return the text itself when nothing in it acts, null for null
     */
    public static String visible(String text) {
        if (text == null) {
            return null;
        }
        return PlainLetters.only(text) || text.codePoints().noneMatch(ForeignText::acts) ? text : spelledOut(text);
    }

    /**
     * The same on one line, of limited length.
     *
     * @param text may be null
     * @param most characters at the most, an ellipsis not counted
     * @return "" for null
     */
    public static String oneLine(String text, int most) {
        if (text == null) {
            return "";
        }
        String line = PlainLetters.only(text) && isEvenlySpaced(text)
                ? text
                : visible(BLANKS.matcher(text.strip()).replaceAll(" "));
        if (line.length() <= most) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most;
        return line.substring(0, end) + "…";
    }

    private static boolean isEvenlySpaced(String text) {
        return !text.startsWith(" ") && !text.endsWith(" ") && !text.contains("  ");
    }

    private static String spelledOut(String text) {
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(each -> {
            if (!acts(each)) {
                visible.appendCodePoint(each);
            } else if (Character.isBmpCodePoint(each)) {
                visible.append(String.format("\\u%04X", each));
            } else {
                visible.append(String.format("\\u{%X}", each));
            }
        });
        return visible.toString();
    }

    private static boolean acts(int each) {
        return switch (Character.getType(each)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE -> true;
            default -> isBlankToTheEye(each) || isHiddenSelector(each);
        };
    }

    /** Letters of the Korean alphabet that show nothing. */
    private static boolean isBlankToTheEye(int each) {
        return each == 0x115F || each == 0x1160 || each == 0x3164 || each == 0xFFA0;
    }

    /** Variation selectors: a row of them carries a hidden text. The one that turns a sign into an emoji is common. */
    private static boolean isHiddenSelector(int each) {
        return (each >= 0xFE00 && each <= 0xFE0E) || (each >= 0xE0100 && each <= 0xE01EF);
    }
}
