// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import dev.filetrail.trail.CsvForm;
import dev.filetrail.trail.SweepReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The report of a sweep as comma-separated values: a line for each file, those without an answer included. */
final class SweepCsv {

    private SweepCsv() {}

    /**
     * All lines.
     *
     * @param report what to show
     * @return the header first, each without an end
     */
    static List<String> lines(SweepReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("hash,resolved_from,outcome,machines,worst_risk,last_seen,age_seconds,stale,reason");
        report.files()
                .forEach(file -> lines.add(line(
                        file.hash(),
                        file.resolvedFrom(),
                        "answered",
                        String.valueOf(file.machines()),
                        file.worstRisk(),
                        file.lastSeen(),
                        String.valueOf(file.ageSeconds()),
                        String.valueOf(file.stale()),
                        null)));
        report.failed()
                .forEach(failed -> lines.add(
                        line(failed.hash(), null, failed.outcome(), null, null, null, null, null, failed.reason())));
        report.unfinished()
                .forEach(hash -> lines.add(
                        line(hash, null, "unfinished", null, null, null, null, null, report.unfinishedReason())));
        return lines;
    }

    private static String line(String... cells) {
        return Arrays.stream(cells).map(CsvForm::cell).collect(Collectors.joining(","));
    }
}
