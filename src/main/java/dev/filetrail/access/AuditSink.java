// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import java.io.IOException;

/** Takes lines of the audit log, from any number of threads, each whole. */
interface AuditSink {

    /**
     * Hands a line to the operating system, to the last byte.
     *
     * @param line without its end
     * @throws IOException when it can't be written; the next one may be, when its cause has gone
     */
    void write(String line) throws IOException;
}
