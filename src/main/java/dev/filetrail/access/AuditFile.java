// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.handlers.SizeRotatingFileHandler;

/**
 * A file, and a new one when it is full: {@code audit.log}, then {@code audit.log.1}, which is the youngest of the full ones.
 * The handler of the log's own library turns them over. It tells of trouble only through its {@link ErrorManager}, on the
 * thread that writes, and after some kinds of trouble it writes nothing and tells nothing: so the file is opened anew then.
 */
final class AuditFile implements AuditSink {

    private static final Logger LOG = Logger.getLogger(AuditFile.class);

    private final File file;
    private final SizeRotatingFileHandler handler;
    private final Trouble trouble = new Trouble();
    private boolean open;
    private boolean midLine;

    /**
     * Opens it, and its folder if there is none.
     *
     * @param path of the file; one that is no ordinary file, such as a pipe, is never turned over
     * @param fullAt bytes
     * @param keep how many full ones, 1 or more
     * @throws IOException when it can't be opened
     */
    AuditFile(String path, long fullAt, int keep) throws IOException {
        file = new File(path);
        boolean ordinary = file.isFile() || !file.exists();
        handler = new SizeRotatingFileHandler(fullAt, ordinary ? keep : 0);
        handler.setAppend(true);
        handler.setAutoFlush(true);
        handler.setCharset(StandardCharsets.UTF_8);
        handler.setErrorManager(trouble);
        handler.setFormatter(new AsItIs());
        open();
    }

    @Override
    public synchronized void write(String line) throws IOException {
        // Somebody may have taken it away, and what goes into a file without a name is lost.
        if (!open || !file.exists()) {
            open();
        }
        trouble.last = null;
        handler.publish(new ExtLogRecord(Level.INFO, (midLine ? "\n" : "") + line + "\n", AuditFile.class.getName()));
        midLine = false;
        if (trouble.last != null) {
            IOException failure = new IOException(trouble.last.getMessage(), trouble.last);
            open = false;
            // At once, while it still can't be written: what its buffer holds is of a question that gets no answer.
            handler.setFile(null);
            throw failure;
        }
    }

    private void open() throws IOException {
        open = false;
        handler.setFile(file);
        midLine = endsMidLine();
        open = true;
    }

    /** A full disk takes the beginning of a line. The next one is not to be lost behind it. */
    private boolean endsMidLine() throws IOException {
        if (!file.isFile() || file.length() == 0) {
            return false;
        }
        try (RandomAccessFile end = new RandomAccessFile(file, "r")) {
            end.seek(end.length() - 1);
            return end.read() != '\n';
        }
    }

    /** The line and nothing else. */
    private static final class AsItIs extends Formatter {

        @Override
        public String format(LogRecord line) {
            return line.getMessage();
        }
    }

    /** Remembers what went wrong with the line that is being written. */
    private static final class Trouble extends ErrorManager {

        private Exception last;
        private boolean told;

        @Override
        public void error(String message, Exception failure, int code) {
            if (code == GENERIC_FAILURE) {
                // A full file could not be renamed. The line is written all the same.
                if (!told) {
                    LOG.warn("The audit log's full file stays in use: " + message);
                }
                told = true;
            } else {
                last = failure == null ? new IOException(message) : failure;
            }
        }
    }
}
