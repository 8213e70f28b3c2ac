// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import dev.filetrail.ForeignText;
import dev.filetrail.trail.MachinesReport;
import dev.filetrail.trail.MachinesReport.Count;
import dev.filetrail.trail.MachinesReport.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The report as a table for a terminal. */
final class TableForm {

    private static final String[] TITLES = {
        "NAME", "RISK", "EXPOSURE", "HEALTH", "OPERATING SYSTEM", "DEVICE GROUP", "LAST SEEN"
    };
    private static final int WIDEST = 40;
    private static final int LONGEST_REASON = 400;

    private TableForm() {}

    /**
     * Summary, table, and what is left out.
     *
     * @param report what to show
     * @return lines, each with its end
     */
    static String of(MachinesReport report) {
        StringBuilder text = new StringBuilder(report.hash());
        if (report.resolvedFrom() != null) {
            text.append(" (SHA-256 ").append(report.resolvedFrom()).append(')');
        }
        if (report.totalMachines() == 0) {
            return text.append(
                            ": no machine in this tenant has reported this file (observations are kept about 180 days).\n")
                    .append(age(report))
                    .append('\n')
                    .toString();
        }
        text.append(": ").append(report.totalMachines()).append(report.totalMachines() == 1 ? " machine" : " machines");
        if (report.matchingMachines() < report.totalMachines()) {
            text.append(", ").append(report.matchingMachines()).append(" match");
        }
        if (report.matchingMachines() == 0) {
            return text.append(".\n").append(age(report)).append('\n').toString();
        }
        text.append(". Risk: ").append(counts(report.summary().byRisk())).append(".\n");
        text.append(age(report)).append('\n');
        List<String[]> rows = new ArrayList<>();
        rows.add(TITLES);
        report.machines().forEach(machine -> rows.add(cells(machine)));
        append(rows, text);
        int more = report.matchingMachines() - report.machines().size();
        if (more > 0) {
            text.append("… and ").append(more).append(" more: --limit N, --csv or --json shows them.\n");
        }
        return text.append('\n').toString();
    }

    /**
     * How old an answer is that was not fetched for this question; why, where it is an old one.
     *
     * @param report what is shown
     * @return a line with its end, or "" when it is as new as can be
     */
    static String age(MachinesReport report) {
        if (!report.remembered()) {
            return "";
        }
        String age = SweepBar.words(Duration.ofSeconds(report.ageSeconds())) + " old.";
        return report.stale()
                ? "Stale: this is the last answer there was, " + age + " Defender can't be asked at the moment: "
                        + ForeignText.oneLine(report.staleReason(), LONGEST_REASON) + "\n"
                : "Remembered, " + age + "\n";
    }

    private static String[] cells(Sighting machine) {
        return new String[] {
            machine.name() == null ? "(" + cell(machine.id()) + ")" : cell(machine.name()),
            cell(machine.risk()),
            cell(machine.exposure()),
            cell(machine.health()),
            cell(machine.operatingSystem()) + (machine.osVersion() == null ? "" : " " + cell(machine.osVersion())),
            cell(machine.deviceGroup()),
            cell(machine.lastSeen())
        };
    }

    private static void append(List<String[]> rows, StringBuilder text) {
        int[] widths = new int[TITLES.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].codePointCount(0, row[i].length()));
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(2 + widths[i] - row[i].codePointCount(0, row[i].length())));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static String counts(List<Count> counts) {
        return counts.stream()
                .map(count -> (count.value() == null ? "unknown" : ForeignText.oneLine(count.value(), WIDEST)) + " "
                        + count.machines())
                .collect(Collectors.joining(", "));
    }

    private static String cell(String text) {
        return text == null ? "-" : ForeignText.oneLine(text, WIDEST);
    }
}
