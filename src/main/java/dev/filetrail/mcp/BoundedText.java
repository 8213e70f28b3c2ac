// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import java.util.List;
import java.util.function.Function;

/** Lines of Markdown that leave out what may be left out once there are so many tokens of them. */
final class BoundedText {

    private final int mostTokens;
    private final StringBuilder text = new StringBuilder();
    private int tokens;
    private boolean cut;

    /** @param mostTokens of all lines together, but for those that may not be left out */
    BoundedText(int mostTokens) {
        this.mostTokens = mostTokens;
    }

    /** Adds a line, whether or not there is room. */
    void line(String line) {
        add(line, Wording.tokens(line));
    }

    /** Adds a line, or leaves it out for good. */
    void lineIfThereIsRoom(String line) {
        cut |= !hasRoomFor(line);
    }

    /**
     * Adds a line for each of some things, as many as there is room for.
     *
     * @param things the first of them first
     * @param most lines at the most
     * @param line a thing on a line
     * @param <T> of things
     * @return how many were added
     */
    <T> int list(List<T> things, int most, Function<T, String> line) {
        int shown = 0;
        while (shown < things.size() && shown < most && hasRoomFor("- " + line.apply(things.get(shown)))) {
            shown++;
        }
        return shown;
    }

    /** @return whether {@link #lineIfThereIsRoom} has left out a line */
    boolean isCut() {
        return cut;
    }

    private boolean hasRoomFor(String line) {
        int more = Wording.tokens(line);
        if (tokens + more > mostTokens) {
            return false;
        }
        add(line, more);
        return true;
    }

    private void add(String line, int itsTokens) {
        text.append(line).append('\n');
        tokens += itsTokens;
    }

    /** @return the lines, without an end of line at the end */
    @Override
    public String toString() {
        return text.toString().strip();
    }
}
