// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import java.util.List;
import java.util.function.Function;

/** Lines of Markdown that leave out what may be left out once there are so many tokens of them. */
final class BoundedText {

    /** Nearly all texts fit: to make it larger again and again costs as much as all the rest. */
    private static final int USUAL_LENGTH = 4_096;

    private final int mostTokens;
    private final StringBuilder text = new StringBuilder(USUAL_LENGTH);
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
        cut |= !isAdded(line, mostTokens);
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
        return added(things, most, mostTokens, line);
    }

    /**
     * Adds a line for each of some things, as many as have room in tokens of their own.
     *
     * @param things the first of them first
     * @param ownTokens of these lines together
     * @param line a thing on a line
     * @param <T> of things
     * @return how many were added
     */
    <T> int part(List<T> things, int ownTokens, Function<T, String> line) {
        return added(things, things.size(), tokens + ownTokens, line);
    }

    private <T> int added(List<T> things, int most, int upTo, Function<T, String> line) {
        int shown = 0;
        while (shown < things.size() && shown < most && isAdded(line.apply(things.get(shown)), upTo)) {
            shown++;
        }
        return shown;
    }

    /** @return whether {@link #lineIfThereIsRoom} has left out a line */
    boolean isCut() {
        return cut;
    }

    private boolean isAdded(String line, int upTo) {
        int more = Wording.tokens(line);
        if (tokens + more > upTo) {
            return false;
        }
        add(line, more);
        return true;
    }

    private void add(String line, int itsTokens) {
        text.append(line).append('\n');
        tokens += itsTokens;
    }

    /** @return the lines, of which there is one at the least, without an end of line at the end */
    @Override
    public String toString() {
        return text.substring(0, text.length() - 1);
    }
}
