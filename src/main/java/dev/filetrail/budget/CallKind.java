// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import java.util.Locale;

/** The kinds of call to Defender, each with an allowance of its own. */
public enum CallKind {
    /** {@code GET /api/files/{sha1}/machines}. */
    MACHINES_OF_FILE,
    /** {@code GET /api/files/{id}}, which knows a SHA-256 too. */
    FILE,
    /** {@code GET /api/files/{id}/stats}, which knows a SHA-256 too. */
    FILE_STATS,
    /** {@code GET /api/files/{sha1}/alerts}. */
    ALERTS_OF_FILE,
    /** {@code GET /api/machines/{id or name}}. */
    MACHINE,
    /** {@code GET /api/machines/{id}/logonusers}. */
    LOGON_USERS;

    /** @return its name for people and programs: {@code machines_of_file} … */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
