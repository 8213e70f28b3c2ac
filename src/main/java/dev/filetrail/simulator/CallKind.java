// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.List;

/** The calls of the Defender for Endpoint API that the simulator answers. Each kind has a quota of its own. */
public enum CallKind {
    /** {@code GET /api/files/{sha1}/machines}. */
    MACHINES_OF_FILE(
            List.of("Machine.Read.All", "Machine.ReadWrite.All"), List.of("Machine.Read", "Machine.ReadWrite")),
    /** {@code GET /api/files/{sha1 or sha256}}. */
    FILE(List.of("File.Read.All"), List.of("File.Read.All")),
    /** {@code GET /api/files/{sha1 or sha256}/stats}. */
    FILE_STATS(List.of("File.Read.All"), List.of("File.Read.All")),
    /** {@code GET /api/files/{sha1}/alerts}. */
    FILE_ALERTS(List.of("Alert.Read.All", "Alert.ReadWrite.All"), List.of("Alert.Read", "Alert.ReadWrite")),
    /** {@code GET /api/machines/{id or computer name}}, and {@code GET /api/machines?$filter=…}. */
    MACHINE(List.of("Machine.Read.All", "Machine.ReadWrite.All"), List.of("Machine.Read", "Machine.ReadWrite")),
    /** {@code GET /api/machines/{id}/logonusers}. */
    LOGON_USERS(List.of("User.Read.All"), List.of("User.Read.All")),
    /** Any other path below the API's root: answered with a 404, without a quota. */
    OTHER(List.of(), List.of());

    private final List<String> acceptedRoles;
    private final List<String> acceptedScopes;

    CallKind(List<String> acceptedRoles, List<String> acceptedScopes) {
        this.acceptedRoles = acceptedRoles;
        this.acceptedScopes = acceptedScopes;
    }

    /**
     * The application roles of which a token needs any one for this call, in the order the API's 403 lists them.
     *
     * @return names such as {@code Machine.Read.All}; empty for {@link #OTHER}
     */
    public List<String> acceptedRoles() {
        return acceptedRoles;
    }

    /**
     * The delegated permissions of which a person's token needs any one for this call.
     *
     * @return names such as {@code Machine.Read}; empty for {@link #OTHER}
     */
    public List<String> acceptedScopes() {
        return acceptedScopes;
    }
}
