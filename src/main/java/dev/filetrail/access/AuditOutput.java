// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output. Lines go through the same stream as the log's, so that neither falls into the middle of the other's. That
 * stream never forgets a failure, though; after the first, lines go past it, and it is found out when writing works again.
 */
final class AuditOutput implements AuditSink {

    private final PrintStream shared;
    private final OutputStream own;
    private boolean past;
    /** What failed may have left the beginning of a line. */
    private boolean midLine;

    AuditOutput() {
        this(System.out, new FileOutputStream(FileDescriptor.out));
    }

    /**
     * @param shared with the log
     * @param own to the same place, without a memory
     */
    AuditOutput(PrintStream shared, OutputStream own) {
        this.shared = shared;
        this.own = own;
    }

    @Override
    public synchronized void write(String line) throws IOException {
        byte[] bytes = ((midLine ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8);
        midLine = true;
        if (past) {
            own.write(bytes);
        } else {
            shared.write(bytes, 0, bytes.length);
            if (shared.checkError()) {
                past = true;
                throw new IOException("standard output takes nothing any more");
            }
        }
        midLine = false;
    }
}
