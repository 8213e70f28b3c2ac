// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The managed identities of the simulated Azure resource that the program under test runs on. None at the start. */
final class ManagedIdentities {

    /** What only a program on that resource is told. */
    private final String secret = UUID.randomUUID().toString();

    private volatile Assigned assigned = new Assigned(false, List.of());

    private record Assigned(boolean system, List<String> users) {}

    String secret() {
        return secret;
    }

    void assign(boolean system, String... userAssignedClientIds) {
        assigned = new Assigned(system, List.of(userAssignedClientIds));
    }

    void reset() {
        assign(false);
    }

    /**
     * The client ids that a request may mean: one if it is clear, none if there is no such identity, several if it would
     * have to say which.
     *
     * @param clientId the id that was asked for; null for whichever there is
     */
    List<String> meant(String clientId) {
        Assigned now = assigned;
        if (clientId != null) {
            List<String> all = new ArrayList<>(now.users());
            if (now.system()) {
                all.add(SignIn.SYSTEM_ASSIGNED_CLIENT_ID);
            }
            return all.stream().filter(clientId::equalsIgnoreCase).toList();
        }
        return now.system() ? List.of(SignIn.SYSTEM_ASSIGNED_CLIENT_ID) : now.users();
    }
}
