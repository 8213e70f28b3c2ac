// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How common a file is in the tenant.
 *
 * @param prevalence on how many machines
 * @param firstSeen,lastSeen as on the wire; null if it was on none
 */
record FileStats(int prevalence, String firstSeen, String lastSeen) {

    static final FileStats NONE = new FileStats(0, null, null);

    /** Counting the huge file's machines means making them all up: beyond this many all are taken as seen of late. */
    private static final int MOST_TO_COUNT = 1_000;

    /** Counts the machines whose last report is in the hours before now; dates of one form compare as texts. */
    static FileStats of(SimulatedFile file, Instant now, int lookBackHours) {
        String since = WireDate.of(now.minus(Duration.ofHours(lookBackHours)));
        int counted = 0;
        String first = null;
        String last = null;
        Iterator<SimulatedMachine> machines = file.machines().iterator(0, MOST_TO_COUNT);
        while (machines.hasNext()) {
            SimulatedMachine machine = machines.next();
            String lastSeen = (String) machine.get("lastSeen");
            if (lastSeen.compareTo(since) >= 0) {
                String firstSeen = (String) machine.get("firstSeen");
                counted++;
                first = first == null || firstSeen.compareTo(first) < 0 ? firstSeen : first;
                last = last == null || lastSeen.compareTo(last) > 0 ? lastSeen : last;
            }
        }
        int all = file.machines().size();
        return new FileStats(all > MOST_TO_COUNT ? all : counted, first, last);
    }

    /** The answer of the stats call; the file is empty if nobody has seen it. */
    Map<String, Object> toWire(String hash, Optional<SimulatedFile> file) {
        long global = file.map(SimulatedFile::globalPrevalence).orElse(0L);
        return WireJson.object(
                "@odata.context",
                "https://api.securitycenter.microsoft.com/api/$metadata"
                        + "#microsoft.windowsDefenderATP.api.InOrgFileStats",
                "sha1",
                file.map(SimulatedFile::sha1).orElse(hash),
                "orgPrevalence",
                Integer.toString(prevalence),
                "organizationPrevalence",
                prevalence,
                "orgFirstSeen",
                firstSeen,
                "orgLastSeen",
                lastSeen,
                "globalPrevalence",
                Long.toString(global),
                "globallyPrevalence",
                global,
                "globalFirstObserved",
                file.map(SimulatedFile::globalFirstObserved).orElse(null),
                "globalLastObserved",
                file.map(SimulatedFile::globalLastObserved).orElse(null),
                "topFileNames",
                prevalence == 0 ? List.of() : file.map(SimulatedFile::names).orElse(List.of()));
    }
}
