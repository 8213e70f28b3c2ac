// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The alerts that a file raised: one for each of the first machines that malware is on, none for anything else. */
final class FileAlerts {

    private static final int MOST = 5;
    private static final String[] SEVERITIES = {"High", "Medium", "Low", "Informational", "UnSpecified"};
    private static final String[] STATUSES = {"New", "InProgress", "Resolved", "New", "Unknown"};

    private FileAlerts() {}

    /** The answer of the alerts call, of the machines that whoever asks may see. */
    static Map<String, Object> of(Optional<SimulatedFile> file, Instant born, Predicate<SimulatedMachine> seen) {
        List<Object> alerts = new ArrayList<>();
        file.filter(SimulatedFile::isMalware).ifPresent(malware -> {
            Iterator<SimulatedMachine> machines = malware.machines().iterator(0, MOST);
            for (int number = 0; machines.hasNext(); number++) {
                SimulatedMachine machine = machines.next();
                if (seen.test(machine)) {
                    alerts.add(alert(number, malware, machine, born));
                }
            }
        });
        return WireJson.object(
                "@odata.context", "https://api.security.microsoft.com/api/$metadata#Alerts", "value", alerts);
    }

    private static Map<String, Object> alert(int number, SimulatedFile file, SimulatedMachine machine, Instant born) {
        Instant event = born.minus(Duration.ofHours(9 + 31L * number)).minusNanos(4_215_300L);
        Instant created = event.plus(Duration.ofMinutes(4));
        boolean resolved = STATUSES[number].equals("Resolved");
        String family = file.threat().replaceFirst(".*/", "").replaceFirst("\\..*", "");
        return WireJson.object(
                "id",
                "da" + Digest.guid(file.sha1() + machine.id()) + "_1",
                "incidentId",
                4_100 + number / 2,
                "investigationId",
                null,
                "assignedTo",
                null,
                "severity",
                SEVERITIES[number],
                "status",
                STATUSES[number],
                "classification",
                resolved ? "TruePositive" : null,
                "determination",
                resolved ? "Malware" : null,
                "investigationState",
                "UnsupportedAlertType",
                "detectionSource",
                "WindowsDefenderAv",
                "category",
                "Malware",
                "threatFamilyName",
                family,
                "title",
                "'" + family + "' malware was detected",
                "description",
                "Malware and unwanted software are undesirable applications.",
                "alertCreationTime",
                WireDate.of(created),
                "firstEventTime",
                WireDate.of(event),
                "lastEventTime",
                WireDate.of(event.plus(Duration.ofMinutes(1))),
                "lastUpdateTime",
                WireDate.of(created.plus(Duration.ofMinutes(10)), 6),
                "resolvedTime",
                resolved ? WireDate.of(created.plus(Duration.ofHours(5))) : null,
                "machineId",
                machine.id(),
                "computerDnsName",
                machine.name(),
                "rbacGroupName",
                machine.get("rbacGroupName"),
                "aadTenantId",
                SignIn.TENANT_ID,
                "threatName",
                file.threat(),
                "mitreTechniques",
                family.equals("Mimikatz") ? List.of("T1003.001", "T1550.002") : List.of(),
                "evidence",
                List.of(evidence(file, created)));
    }

    private static Map<String, Object> evidence(SimulatedFile file, Instant created) {
        return WireJson.object(
                "entityType", "File",
                "evidenceCreationTime", WireDate.of(created),
                "sha1", file.sha1(),
                "sha256", file.sha256(),
                "fileName", file.names().get(0),
                "filePath", "C:\\Users\\Public\\Downloads",
                "detectionStatus", "Prevented");
    }
}
