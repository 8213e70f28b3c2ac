// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.trail.CsvForm;
import dev.filetrail.trail.MachinesReport;
import dev.filetrail.trail.MachinesReport.Sighting;
import java.io.IOException;
import java.io.Writer;

/** A report with all its machines as one text, which is written in one go into the room that it will need. */
enum WholeReport {
    /** As the tool's structured result. */
    JSON("application/json", 700) {
        @Override
        void write(MachinesReport report, ObjectMapper json, Writer to) throws IOException {
            json.writeValue(to, report);
        }
    },
    /** As in a terminal, with lines that end as RFC 4180 has it. */
    CSV("text/csv", 350) {
        @Override
        void write(MachinesReport report, ObjectMapper json, Writer to) throws IOException {
            to.append(CsvForm.HEADER).append("\r\n");
            for (Sighting machine : report.machines()) {
                to.append(CsvForm.row(report.hash(), report.resolvedFrom(), machine))
                        .append("\r\n");
            }
        }
    };

    /**
     * Characters of a text at the most. It is in memory three times while it is sent, once of them with every quotation mark
     * escaped, and a process of 128 MB has some sixty to spare.
     */
    static final int MOST = 12 * 1024 * 1024;

    private final String mimeType;
    private final int usualLength;

    WholeReport(String mimeType, int usualLength) {
        this.mimeType = mimeType;
        this.usualLength = usualLength;
    }

    /** @return its type, for the client */
    String mimeType() {
        return mimeType;
    }

    abstract void write(MachinesReport report, ObjectMapper json, Writer to) throws IOException;

    /**
     * Writes it.
     *
     * @param report with all machines
     * @param json writes the structure
     * @return the text; null when it would be longer than {@link #MOST}
     */
    String text(MachinesReport report, ObjectMapper json) {
        Text text =
                new Text((int) Math.min(MOST, 10_000L + (long) report.machines().size() * usualLength));
        try {
            write(report, json, text);
            return text.toString();
        } catch (IOException e) {
            if (text.full) {
                return null;
            }
            throw new IllegalStateException("a report can't be written", e);
        }
    }

    /** @return how many machines of usual length one text holds, roughly */
    int usuallyHolds() {
        return MOST / usualLength / 1_000 * 1_000;
    }

    /** Ends the writing where it grows too long. */
    private static final class Text extends Writer {

        private final StringBuilder text;
        private boolean full;

        Text(int capacity) {
            text = new StringBuilder(capacity);
        }

        @Override
        public void write(char[] from, int offset, int length) throws IOException {
            makeRoom(length);
            text.append(from, offset, length);
        }

        @Override
        public void write(String from, int offset, int length) throws IOException {
            makeRoom(length);
            text.append(from, offset, offset + length);
        }

        private void makeRoom(int length) throws IOException {
            if (text.length() + length > MOST) {
                full = true;
                throw new IOException("too long");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
