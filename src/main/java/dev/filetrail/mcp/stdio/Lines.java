// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines: one message each (MCP section on stdio). A line ends with LF or CR LF, the last one also
 * with the stream. Blank lines are passed over. Of a line that is too long nothing is kept but that it was.
 */
final class Lines {

    private static final int CHUNK = 64 * 1024;

    private final InputStream in;
    private final int longest;
    private final byte[] chunk = new byte[CHUNK];
    private int at;
    private int end;

    /**
     * @param in where the bytes come from
     * @param longest line in bytes, without its end
     */
    Lines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * A line.
     *
     * @param bytes without its end; empty when it is too long
     * @param tooLong it was longer than is kept
     */
    record Line(byte[] bytes, boolean tooLong) {}

    /**
     * Waits for the next line.
     *
     * @return null when there are no more
     * @throws IOException when nothing can be read any more
     */
    Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        boolean tooLong = false;
        while (true) {
            if (at == end && !fill()) {
                Line last = line(line, tooLong);
                return isBlank(last) ? null : last;
            }
            int stop = at;
            while (stop < end && chunk[stop] != '\n') {
                stop++;
            }
            // One more than fits, since it may be the CR before the end.
            tooLong |= line.size() + (stop - at) > longest + 1;
            if (!tooLong) {
                line.write(chunk, at, stop - at);
            }
            boolean whole = stop < end;
            at = whole ? stop + 1 : stop;
            if (whole) {
                Line read = line(line, tooLong);
                if (!isBlank(read)) {
                    return read;
                }
                line.reset();
                tooLong = false;
            }
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(chunk));
        return end > 0;
    }

    private Line line(ByteArrayOutputStream read, boolean tooLong) {
        byte[] bytes = read.toByteArray();
        int length = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        return tooLong || length > longest
                ? new Line(new byte[0], true)
                : new Line(Arrays.copyOf(bytes, length), false);
    }

    private static boolean isBlank(Line line) {
        if (line.tooLong()) {
            return false;
        }
        for (byte each : line.bytes()) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }
}
