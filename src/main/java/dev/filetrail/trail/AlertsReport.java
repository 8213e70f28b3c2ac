// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The alerts of a file as every door shows them. Texts are as the service sent them, with control characters made visible.
 * Moments are ISO 8601 in UTC.
 *
 * @param hash the file's SHA-1, in lower case
 * @param resolvedFrom the SHA-256 that was asked with, in lower case; null when it was the SHA-1
 * @param totalAlerts how many alerts the file is part of
 * @param matchingAlerts how many of them the filters leave
 * @param summary over all that match
 * @param alerts one page of those that match, newest first
 * @param nextCursor gives the page after this one, null on the last
 * @param link the file's page in the Defender portal
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
public record AlertsReport(
        String hash,
        String resolvedFrom,
        int totalAlerts,
        int matchingAlerts,
        Summary summary,
        List<FileAlert> alerts,
        String nextCursor,
        String link,
        String fetchedAt,
        boolean remembered,
        long ageSeconds,
        boolean stale,
        String staleReason,
        Allowance budget) {

    /**
     * Over all alerts that match, not only those of this page.
     *
     * @param bySeverity worst first
     * @param byStatus most first
     * @param byCategory most first
     * @param open those that are not resolved
     * @param machines how many different machines raised them
     * @param firstCreated when the first of them was raised, may be null
     * @param lastCreated when the latest of them was raised, may be null
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Summary(
            List<Count> bySeverity,
            List<Count> byStatus,
            List<Count> byCategory,
            int open,
            int machines,
            String firstCreated,
            String lastCreated) {}

    /**
     * How many alerts have a value in common.
     *
     * @param value null for alerts without one
     * @param alerts how many
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Count(String value, int alerts) {}

    /**
     * An alert. All but {@code id}, {@code techniques} and the links may be null.
     *
     * @param id the alert's id
     * @param incidentId of the incident that it belongs to
     * @param severity UnSpecified, Informational, Low, Medium, High
     * @param status Unknown, New, InProgress, Resolved
     * @param classification once somebody has judged it: TruePositive, FalsePositive …
     * @param title in words
     * @param category Malware, CredentialAccess …
     * @param threatFamily the family of the malware
     * @param detectionSource what noticed it
     * @param machineId of the machine that raised it
     * @param machineName its DNS name
     * @param machineLink its page in the Defender portal; null without a machine
     * @param created when the alert was raised
     * @param firstEvent when what it tells of began
     * @param lastEvent when what it tells of was last seen
     * @param resolved when it was resolved
     * @param techniques of MITRE ATT&amp;CK
     * @param link the alert's page in the Defender portal
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record FileAlert(
            String id,
            String incidentId,
            String severity,
            String status,
            String classification,
            String title,
            String category,
            String threatFamily,
            String detectionSource,
            String machineId,
            String machineName,
            String machineLink,
            String created,
            String firstEvent,
            String lastEvent,
            String resolved,
            List<String> techniques,
            String link) {}
}
