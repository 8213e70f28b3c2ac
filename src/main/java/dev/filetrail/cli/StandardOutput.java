// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where answers go. A stream to print to never says that a disk is full or that a reader has gone; whoever prints here asks
 * whether it has arrived, so that no answer is lost in silence.
 */
final class StandardOutput {

    /** What is told on standard error when it has not. */
    static final String NOT_WRITTEN = "Standard output can't be written.";

    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    /** @param line to print, without its end */
    void line(String line) {
        out.println(line);
    }

    /** @param lines to print, each with its end */
    void lines(String lines) {
        out.print(lines);
    }

    /** @return whether all that was printed is written */
    boolean hasArrived() {
        return !out.checkError();
    }
}
