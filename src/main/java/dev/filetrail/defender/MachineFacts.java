// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.util.List;
import java.util.Set;

/**
 * One machine in full (API page "Machine resource type"). Everything but the machine and the lists may be null; what the API
 * calls an enumeration is text as it came.
 *
 * @param machine what a list of machines holds of it, too
 * @param osBuild number of the operating system's build
 * @param osArchitecture 32-bit, 64-bit
 * @param osProcessor x64, arm64
 * @param agentVersion version of Defender's sensor
 * @param antivirusStatus in older payloads only
 * @param model what the hardware calls itself, in older payloads only
 * @param joined the machine has joined the directory (Entra ID)
 * @param directoryId its id there; null on some machines that have joined
 * @param managedBy Intune, MicrosoftDefenderForEndpoint, Unknown
 * @param managedByStatus Success, Unknown
 * @param exclusionReason why somebody has excluded it
 * @param interfaces to the network, never null
 * @param virtualMachine where it runs; null when it is none, or nobody knows
 */
public record MachineFacts(
        Machine machine,
        Long osBuild,
        String osArchitecture,
        String osProcessor,
        String agentVersion,
        String antivirusStatus,
        String model,
        Boolean joined,
        String directoryId,
        String managedBy,
        String managedByStatus,
        String exclusionReason,
        List<NetworkInterface> interfaces,
        VirtualMachine virtualMachine) {

    /**
     * An interface to the network. Everything may be null.
     *
     * @param ip IPv4 or IPv6
     * @param mac 12 hexadecimal digits
     * @param type Ethernet, Wireless80211, Tunnel …
     * @param status Up, Down …
     */
    public record NetworkInterface(String ip, String mac, String type, String status) {}

    /**
     * Where a virtual machine runs. Everything may be null.
     *
     * @param id of the virtual machine
     * @param cloud Azure …
     * @param resourceId path of the resource there
     * @param subscriptionId whose it is
     */
    public record VirtualMachine(String id, String cloud, String resourceId, String subscriptionId) {}

    static final Set<String> WANTED = Set.of(
            "id",
            "computerDnsName",
            "firstSeen",
            "lastSeen",
            "osPlatform",
            "version",
            "osVersion",
            "osBuild",
            "osArchitecture",
            "osProcessor",
            "lastIpAddress",
            "lastExternalIpAddress",
            "agentVersion",
            "defenderAvStatus",
            "systemProductName",
            "healthStatus",
            "deviceValue",
            "rbacGroupName",
            "groupName",
            "riskScore",
            "exposureLevel",
            "isAadJoined",
            "aadDeviceId",
            "machineTags",
            "onboardingStatus",
            "managedBy",
            "managedByStatus",
            "isPotentialDuplication",
            "isExcluded",
            "exclusionReason",
            "mergedIntoMachineId",
            "ipAddresses",
            "vmMetadata");

    /** @return null when it has no id */
    static MachineFacts of(WireObject wire) {
        String id = wire.text("id");
        return id == null
                ? null
                : new MachineFacts(
                        machine(id, wire),
                        wire.number("osBuild"),
                        wire.text("osArchitecture"),
                        wire.text("osProcessor"),
                        wire.text("agentVersion"),
                        wire.text("defenderAvStatus"),
                        wire.text("systemProductName"),
                        wire.truth("isAadJoined"),
                        wire.text("aadDeviceId"),
                        wire.text("managedBy"),
                        wire.text("managedByStatus"),
                        wire.text("exclusionReason"),
                        wire.objects("ipAddresses").stream()
                                .map(each -> new NetworkInterface(
                                        each.text("ipAddress"),
                                        each.text("macAddress"),
                                        each.text("type"),
                                        each.text("operationalStatus")))
                                .toList(),
                        virtualMachine(wire.object("vmMetadata")));
    }

    private static Machine machine(String id, WireObject wire) {
        return new Machine(
                id,
                wire.text("computerDnsName"),
                wire.time("firstSeen"),
                wire.time("lastSeen"),
                wire.text("osPlatform"),
                either(wire.text("version"), wire.text("osVersion")),
                wire.text("lastIpAddress"),
                wire.text("lastExternalIpAddress"),
                wire.text("healthStatus"),
                wire.text("deviceValue"),
                either(wire.text("rbacGroupName"), wire.text("groupName")),
                wire.text("riskScore"),
                wire.text("exposureLevel"),
                wire.texts("machineTags"),
                wire.text("onboardingStatus"),
                Boolean.TRUE.equals(wire.truth("isPotentialDuplication")),
                Boolean.TRUE.equals(wire.truth("isExcluded")),
                wire.text("mergedIntoMachineId"));
    }

    private static VirtualMachine virtualMachine(WireObject wire) {
        return wire == null
                ? null
                : new VirtualMachine(
                        wire.text("vmId"),
                        wire.text("cloudProvider"),
                        wire.text("resourceId"),
                        wire.text("subscriptionId"));
    }

    private static String either(String one, String other) {
        return one == null ? other : one;
    }
}
