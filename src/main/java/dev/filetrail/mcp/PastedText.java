// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import dev.filetrail.ForeignText;
import java.util.stream.Collectors;

/** What somebody pasted, as a block that a model takes for data: nothing in it ends the block or acts. */
final class PastedText {

    private static final String FENCE = "```";

    private PastedText() {}

    /**
     * A fenced block of Markdown. Backticks in it become apostrophes, so that no line of it ends the block; what would act
     * instead of being read is spelled out.
     *
     * @param text anything
     * @param most characters at the most; what is cut off is said behind the block
     * @return the block, with no line's end behind it
     */
    static String block(String text, int most) {
        boolean cut = text.length() > most;
        String kept =
                cut ? text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most) : text;
        String lines = kept.lines()
                .map(line -> ForeignText.visible(line.replace('\t', ' '))
                        .replace('`', '\'')
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
        return FENCE + "text\n" + lines + "\n" + FENCE
                + (cut
                        ? "\n(The rest of the text, " + (text.length() - kept.length()) + " characters, is left out.)"
                        : "");
    }
}
