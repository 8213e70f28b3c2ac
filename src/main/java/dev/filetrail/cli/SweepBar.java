// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import dev.filetrail.trail.HashSweep;
import dev.filetrail.trail.HashSweep.Outlook;
import dev.filetrail.trail.WholeSeconds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How far a sweep is, on standard error: a bar that is drawn anew every second in a terminal, a line every minute anywhere
 * else.
 */
final class SweepBar implements AutoCloseable {

    private static final int WIDTH = 24;
    private static final Duration LINE_EVERY = Duration.ofMinutes(1);

    private final HashSweep sweep;
    private final int all;
    private final boolean terminal;
    private final Thread drawing;
    private volatile int done;
    private volatile boolean over;
    private int drawn;

    /**
     * Begins to show it.
     *
     * @param sweep knows when calls can be made
     * @param all how many hashes there are
     * @param quiet shows nothing
     */
    SweepBar(HashSweep sweep, int all, boolean quiet) {
        this.sweep = sweep;
        this.all = all;
        this.terminal = isTerminal();
        this.drawing = new Thread(this::draw, "progress");
        if (!quiet) {
            drawing.setDaemon(true);
            drawing.start();
        }
    }

    /** @param now how many are done */
    void progressed(int now) {
        done = now;
    }

    /** @return {@code 812 of 2000 files} */
    String inWords() {
        return done + " of " + all + " files are done";
    }

    private void draw() {
        try {
            while (!over) {
                Thread.sleep(terminal ? 1_000 : LINE_EVERY.toMillis());
                if (!over) {
                    int left = Math.max(1, all - done);
                    show(line(done, all, terminal, sweep.outlook(left).await().atMost(Duration.ofSeconds(5))));
                }
            }
        } catch (InterruptedException | RuntimeException e) {
            // It is over, or there is nothing to be told; the sweep itself goes on.
            over = true;
        }
    }

    private synchronized void show(String line) {
        if (over) {
            return;
        }
        System.err.print(terminal ? '\r' + line + " ".repeat(Math.max(0, drawn - line.length())) : line + '\n');
        System.err.flush();
        drawn = line.length();
    }

    /**
     * One line.
     *
     * @param done how many are done
     * @param all how many there are
     * @param bar with a bar
     * @param outlook when calls can be made
     * @return without an end
     */
    static String line(int done, int all, boolean bar, Outlook outlook) {
        int filled = (int) ((long) done * WIDTH / Math.max(1, all));
        StringBuilder line = new StringBuilder();
        if (bar) {
            line.append('[')
                    .append("#".repeat(filled))
                    .append(".".repeat(WIDTH - filled))
                    .append("] ");
        }
        line.append(done).append(" of ").append(all);
        if (done < all) {
            if (outlook.first().compareTo(Duration.ofSeconds(1)) >= 0) {
                line.append(", next call in ").append(words(outlook.first()));
            }
            if (outlook.last().compareTo(Duration.ofSeconds(30)) >= 0) {
                line.append(", about ").append(words(outlook.last())).append(" left");
            }
        }
        return line.toString();
    }

    /** @return {@code 42 s}, {@code 3 min}, {@code 2 h 5 min} */
    static String words(Duration time) {
        long seconds = WholeSeconds.of(time);
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = (seconds + 59) / 60;
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** Java tells only whether both standard input and output are one; Linux tells of each. */
    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }

    @Override
    public synchronized void close() {
        if (!over) {
            over = true;
            drawing.interrupt();
            if (drawn > 0 && terminal) {
                System.err.print('\r' + " ".repeat(drawn) + '\r');
                System.err.flush();
            }
        }
    }
}
