// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.filetrail.trail.MachinesReport.Sighting;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * One machine in full, as every door shows it; or those that might be meant; or none. Texts are as the service sent them, with
 * control characters made visible. Moments are ISO 8601 in UTC.
 *
 * @param asked the id or name that was asked for
 * @param outcome {@code found}, {@code ambiguous} when several machines go by the name, {@code unknown} when none does
 * @param machine the one; null when it is not found
 * @param mergedRecords ids of records of the same name that live on in this one
 * @param candidates the machines that go by the name when it is ambiguous, the latest to report first
 * @param moreCandidates how many more of those there are
 * @param logonUsers who logged on to it, the latest first; empty also when it is not found, or this part is unknown
 * @param moreLogonUsers how many more of those there are
 * @param unknownParts what could not be asked for, never null
 * @param fetchedAt when Defender was asked
 * @param remembered the answer is an earlier one that was kept, and cost no call
 * @param ageSeconds how old the answer is
 * @param stale the answer is older than answers are given otherwise, since there was no newer one to be had
 * @param staleReason why not; null when it is not stale
 * @param budget what is left of the two kinds of call that such a question may cost, of the scarcer one
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MachineProfile(
        String asked,
        String outcome,
        Description machine,
        List<String> mergedRecords,
        List<Sighting> candidates,
        int moreCandidates,
        List<User> logonUsers,
        int moreLogonUsers,
        List<UnknownPart> unknownParts,
        String fetchedAt,
        boolean remembered,
        long ageSeconds,
        boolean stale,
        String staleReason,
        Allowance budget) {

    /**
     * The machine. All but what a sighting always has, and the interfaces, may be null.
     *
     * @param sighting what the answers about files hold of a machine
     * @param osBuild number of the operating system's build
     * @param osArchitecture 32-bit, 64-bit
     * @param osProcessor x64, arm64
     * @param model what the hardware calls itself
     * @param agentVersion version of Defender's sensor
     * @param antivirusStatus state of the antivirus
     * @param entraJoined it has joined Entra ID
     * @param entraDeviceId its id there
     * @param managedBy who manages it
     * @param managedByStatus whether that works
     * @param exclusionReason why it is excluded
     * @param interfaces to the network
     * @param virtualMachine where it runs; null when it is none, or nobody knows
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Description(
            @JsonUnwrapped Sighting sighting,
            Long osBuild,
            String osArchitecture,
            String osProcessor,
            String model,
            String agentVersion,
            String antivirusStatus,
            Boolean entraJoined,
            String entraDeviceId,
            String managedBy,
            String managedByStatus,
            String exclusionReason,
            List<Interface> interfaces,
            VirtualMachine virtualMachine) {}

    /**
     * An interface to the network. Everything may be null.
     *
     * @param ip IPv4 or IPv6
     * @param mac with colons
     * @param type Ethernet, Wireless80211 …
     * @param status Up, Down …
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Interface(String ip, String mac, String type, String status) {}

    /**
     * Where a virtual machine runs. Everything may be null.
     *
     * @param id of the virtual machine
     * @param cloud Azure …
     * @param resourceId path of the resource there
     * @param subscriptionId whose it is
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record VirtualMachine(String id, String cloud, String resourceId, String subscriptionId) {}

    /**
     * A part of the profile that could not be had.
     *
     * @param part {@code logon_users}: who logged on
     * @param outcome why, in one word, as in the log
     * @param reason why, whose turn it is and what to do
     * @param retryAfterSeconds how long to wait before asking again; null when waiting is not the remedy
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record UnknownPart(String part, String outcome, String reason, Long retryAfterSeconds) {}

    /**
     * Somebody who logged on. All but the account and the list may be null.
     *
     * @param account name of the account
     * @param domain of the account
     * @param sid security identifier
     * @param logonTypes Interactive, Network, RemoteInteractive …
     * @param firstSeen when the account was first seen on the machine
     * @param lastSeen when it was last seen there
     * @param machines to how many machines it logged on
     * @param domainAdmin it may administer the domain
     * @param onlyNetwork it came over the network only
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record User(
            String account,
            String domain,
            String sid,
            List<String> logonTypes,
            String firstSeen,
            String lastSeen,
            Long machines,
            Boolean domainAdmin,
            Boolean onlyNetwork) {}
}
