// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

/** An audit log for tests that nobody reads. */
public final class Unwritten implements AuditLog {

    @Override
    public void write(AuditLine line) {}

    @Override
    public void denied(String door, String way, String address, String reason, int status) {}
}
