package dev.filetrail;

/**
 * Text that a stranger chose: the name of a machine, a tag, the words of an error. Whoever shows it makes it harmless first;
 * it is data, never part of an instruction.
 */
public final class ForeignText {

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
        for (int i = 0; i < text.length(); i++) {
            if (acts(text.charAt(i))) {
                return spelledOut(text);
            }
        }
        return text;
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
        String line = visible(text.strip().replaceAll("\\s+", " "));
        if (line.length() <= most) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most;
        return line.substring(0, end) + "…";
    }

    private static String spelledOut(String text) {
        StringBuilder visible = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (acts(each)) {
                visible.append(String.format("\\u%04X", (int) each));
            } else {
                visible.append(each);
            }
        }
        return visible.toString();
    }

    private static boolean acts(char each) {
        return switch (Character.getType(each)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE -> true;
            case Character.SURROGATE -> false;
            default -> each == '\u115F' || each == '\u1160' || each == '\u3164' || each == '\uFFA0';
        };
    }
}
