// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Objects;

/**
 * The answer as every door shows it. Names and tags are as the service sent them, with control characters made visible.
 * Moments are ISO 8601 in UTC.
 *
 * @param hash the file's SHA-1, in lower case
 * @param resolvedFrom the SHA-256 that was asked with, in lower case; null when it was the SHA-1
 * @param link the file's page in the Defender portal
 * @param totalMachines how many machines have reported the file
 * @param matchingMachines how many of them the filters leave
 * @param summary over all that match
 * @param machines one page of those that match, each made up as it is read, so best read once
 * @param nextCursor gives the page after this one, null on the last
 * @param fetchedAt when Defender was asked
 * @param remembered the answer is an earlier one that was kept, and cost no call
 * @param ageSeconds how old the answer is
 * @param stale the answer is older than answers are given otherwise, since there was no newer one to be had
 * @param staleReason why not; null when it is not stale
 * @param budget what calls of this kind are left
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MachinesReport(
        String hash,
        String resolvedFrom,
        String link,
        int totalMachines,
        int matchingMachines,
        Summary summary,
        @JsonSerialize(using = SightingsJson.class) List<Sighting> machines,
        String nextCursor,
        String fetchedAt,
        boolean remembered,
        long ageSeconds,
        boolean stale,
        String staleReason,
        Allowance budget) {

    /**
     * Whether a later report says the same, as one does that was made of the same answer within the same second. Quick: pages
     * are not compared machine by machine.
     *
     * @param later another report on the same file
     * @return false when it says something else, or may
     */
    @SuppressWarnings("ReferenceEquality")
    public boolean saysTheSame(MachinesReport later) {
        return machines == later.machines
                && summary == later.summary
                && ageSeconds == later.ageSeconds
                && remembered == later.remembered
                && budget.equals(later.budget)
                && fetchedAt.equals(later.fetchedAt)
                && hash.equals(later.hash)
                && Objects.equals(resolvedFrom, later.resolvedFrom)
                && Objects.equals(nextCursor, later.nextCursor)
                && Objects.equals(staleReason, later.staleReason);
    }

    /**
     * Over all machines that match, not only those of this page.
     *
     * @param byRisk worst first
     * @param byExposure worst first
     * @param byHealth most first
     * @param byOperatingSystem most first
     * @param byDeviceGroup most first
     * @param firstSeen the earliest moment at which Defender got to know one of them, may be null
     * @param lastSeen the latest moment at which one of them reported, may be null
     * @param possibleDuplicates records that may describe a machine that another one describes too
     * @param excluded records that somebody has excluded from the inventory
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Summary(
            List<Count> byRisk,
            List<Count> byExposure,
            List<Count> byHealth,
            List<Count> byOperatingSystem,
            List<Count> byDeviceGroup,
            String firstSeen,
            String lastSeen,
            int possibleDuplicates,
            int excluded) {}

    /**
     * How many machines have a value in common.
     *
     * @param value null for machines without one
     * @param machines how many
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Count(String value, int machines) {}

    /**
     * A machine that has reported the file. All but {@code id}, {@code tags} and the two flags may be null.
     *
     * @param id the machine's id
     * @param name DNS name
     * @param deviceGroup name of the device group
     * @param operatingSystem Windows11, Ubuntu …
     * @param osVersion 22H2, 9.5 …
     * @param health sensor health
     * @param risk None, Informational, Low, Medium, High
     * @param exposure None, Low, Medium, High
     * @param value Low, Normal, High: how much the organization cares for the machine
     * @param lastIp last address within the network
     * @param lastExternalIp last address seen from outside
     * @param tags the machine's tags
     * @param firstSeen when Defender first saw the machine, not the file
     * @param lastSeen when the machine last reported in full, not when the file was last there
     * @param onboarding onboarding status
     * @param possibleDuplicate this record may describe a machine that another one describes too
     * @param excluded somebody has excluded the machine from the inventory
     * @param mergedInto id of the record that lives on in place of this one
     * @param link the machine's page in the Defender portal
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Sighting(
            String id,
            String name,
            String deviceGroup,
            String operatingSystem,
            String osVersion,
            String health,
            String risk,
            String exposure,
            String value,
            String lastIp,
            String lastExternalIp,
            List<String> tags,
            String firstSeen,
            String lastSeen,
            String onboarding,
            boolean possibleDuplicate,
            boolean excluded,
            String mergedInto,
            String link) {}
}
