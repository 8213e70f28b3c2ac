package dev.filetrail.simulator;

import java.util.List;

/** The calls of the Defender for Endpoint API that the simulator answers. Each kind has a quota of its own. */
public enum CallKind {
    /** {@code GET /api/files/{sha1}/machines}. */
    MACHINES_OF_FILE("Machine.Read.All", "Machine.ReadWrite.All"),
    /** {@code GET /api/files/{sha1 or sha256}}. */
    FILE("File.Read.All"),
    /** {@code GET /api/files/{sha1 or sha256}/stats}. */
    FILE_STATS("File.Read.All"),
    /** {@code GET /api/files/{sha1}/alerts}. */
    FILE_ALERTS("Alert.Read.All", "Alert.ReadWrite.All"),
    /** {@code GET /api/machines/{id or computer name}}. */
    MACHINE("Machine.Read.All", "Machine.ReadWrite.All"),
    /** {@code GET /api/machines/{id}/logonusers}. */
    LOGON_USERS("User.Read.All"),
    /** Any other path below the API's root: answered with a 404, without a quota. */
    OTHER;

    private final List<String> acceptedRoles;

    CallKind(String... acceptedRoles) {
        this.acceptedRoles = List.of(acceptedRoles);
    }

    /**
     * The application roles of which a token needs any one for this call, in the order the API's 403 lists them.
     *
     * @return names such as {@code Machine.Read.All}; empty for {@link #OTHER}
     */
    public List<String> acceptedRoles() {
        return acceptedRoles;
    }
}
