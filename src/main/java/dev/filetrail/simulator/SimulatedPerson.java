// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The people of the simulated tenant. What they may see of its machines is a matter of device groups. */
public enum SimulatedPerson {
    /** Sees the workstations of EMEA and the executives' devices. */
    ANN("Ann Lindqvist", DeviceGroup.WORKSTATIONS_EMEA, DeviceGroup.EXECUTIVES),
    /** Sees the production servers and the domain controllers. */
    BEN("Ben Okafor", DeviceGroup.SERVERS_PRODUCTION, DeviceGroup.DOMAIN_CONTROLLERS);

    private final String fullName;
    private final List<String> groups;

    SimulatedPerson(String fullName, DeviceGroup... groups) {
        this.fullName = fullName;
        this.groups = List.of(groups).stream().map(DeviceGroup::wireName).toList();
    }

    /**
     * The person with that short name.
     *
     * @param shortName {@code ann} or {@code ben}
     * @return the person
     * @throws IllegalArgumentException if the tenant has nobody of that name
     */
    public static SimulatedPerson called(String shortName) {
        return valueOf(shortName.toUpperCase(Locale.ROOT));
    }

    /**
     * The short name.
     *
     * @return {@code ann} or {@code ben}
     */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The person's object id in the directory: the {@code oid} of a token.
     *
     * @return a GUID, always the same
     */
    public String oid() {
        return Digest.guid("person " + shortName());
    }

    /**
     * The {@code name} of a token.
     *
     * @return the full name
     */
    public String fullName() {
        return fullName;
    }

    /**
     * The {@code preferred_username} of a token.
     *
     * @return the name to sign in with
     */
    public String preferredUsername() {
        return shortName() + "@northwind.example";
    }

    /** Entra gives every application another subject for the same person. */
    String subjectFor(String clientId) {
        return Digest.base64("SHA-256", (oid() + clientId).getBytes(StandardCharsets.US_ASCII));
    }

    boolean sees(SimulatedMachine machine) {
        Object group = machine.get("rbacGroupName");
        // A list that holds no null does not like to be asked for one.
        return group != null && groups.contains(group);
    }
}
