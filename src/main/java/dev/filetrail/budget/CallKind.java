package dev.filetrail.budget;

/** The kinds of call to Defender, each with an allowance of its own. */
public enum CallKind {
    /** {@code GET /api/files/{sha1}/machines}. */
    MACHINES_OF_FILE
}
