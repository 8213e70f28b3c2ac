// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

/** Where every question leaves a line before its answer is given. Kept by whoever guards the doors. */
public interface AuditLog {

    /**
     * Writes a line. Does not wait for anybody.
     *
     * @param line what to write
     * @throws Failed when it can't be written and no answer may be given without it
     */
    void write(AuditLine line);

    /**
     * Writes down that somebody was not let in. Does not fail, since nobody gets an answer who would need a line for it.
     *
     * @param door that it was for; may be null
     * @param way how it said who it was: {@code key}, {@code token}, {@code signature} …; may be null
     * @param address where it came from; may be null
     * @param reason why it was refused, without any secret
     * @param status of HTTP
     */
    void denied(String door, String way, String address, String reason, int status);

    /** Nobody would know of the question later, so it is not answered. */
    final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1;

        /** @param cause why it can't be written; may be null */
        public Failed(Throwable cause) {
            super("the audit log can't be written", cause);
        }
    }
}
