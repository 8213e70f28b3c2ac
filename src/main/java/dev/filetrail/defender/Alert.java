// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * An alert as the API describes it (API page "Alert resource type"), less what FileTrail has no use for. Everything but the id
 * may be null; what the API calls an enumeration is text as it came, since the service adds values unannounced.
 *
 * @param id never null
 * @param incidentId of the incident that it belongs to
 * @param severity UnSpecified, Informational, Low, Medium, High
 * @param status Unknown, New, InProgress, Resolved
 * @param classification TruePositive, FalsePositive … once somebody has judged it
 * @param title in words
 * @param category Malware, CredentialAccess …
 * @param threatFamily Mimikatz …
 * @param detectionSource WindowsDefenderAv, WindowsDefenderAtp …
 * @param machineId of the machine that raised it
 * @param machineName its DNS name
 * @param created when the alert was raised
 * @param firstEvent when what it tells of began
 * @param lastEvent when what it tells of was last seen
 * @param resolved when it was resolved
 * @param techniques of MITRE ATT&amp;CK: T1003.001 …; never null
 */
public record Alert(
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
        Instant created,
        Instant firstEvent,
        Instant lastEvent,
        Instant resolved,
        List<String> techniques) {

    static final Set<String> WANTED = Set.of(
            "id",
            "incidentId",
            "severity",
            "status",
            "classification",
            "title",
            "category",
            "threatFamilyName",
            "detectionSource",
            "machineId",
            "computerDnsName",
            "alertCreationTime",
            "firstEventTime",
            "lastEventTime",
            "resolvedTime",
            "mitreTechniques");

    /** @return null when it has no id */
    static Alert of(WireObject wire) {
        String id = wire.text("id");
        return id == null
                ? null
                : new Alert(
                        id,
                        wire.text("incidentId"),
                        wire.text("severity"),
                        wire.text("status"),
                        wire.text("classification"),
                        wire.text("title"),
                        wire.text("category"),
                        wire.text("threatFamilyName"),
                        wire.text("detectionSource"),
                        wire.text("machineId"),
                        wire.text("computerDnsName"),
                        wire.time("alertCreationTime"),
                        wire.time("firstEventTime"),
                        wire.time("lastEventTime"),
                        wire.time("resolvedTime"),
                        wire.texts("mitreTechniques"));
    }
}
