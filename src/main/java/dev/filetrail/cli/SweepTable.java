// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import dev.filetrail.ForeignText;
import dev.filetrail.trail.SweepReport;
import dev.filetrail.trail.SweepReport.FailedHash;
import dev.filetrail.trail.SweepReport.SweptFile;
import java.time.Duration;
import java.util.List;

/** The report of a sweep as a table for a terminal: files on machines first, the worst risk first. */
final class SweepTable {

    private static final int HASH = 40;
    private static final int NUMBER = 8;
    private static final int RISK = 13;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_REASON = 1_200;

    private SweepTable() {}

    /**
     * Everything there is to know.
     *
     * @param report what to show
     * @return lines, each with its end
     */
    static String of(SweepReport report) {
        StringBuilder text = new StringBuilder();
        long seen = report.files().stream().filter(file -> file.machines() > 0).count();
        text.append(report.files().size())
                .append(report.files().size() == 1 ? " file" : " files")
                .append(" answered, ")
                .append(seen)
                .append(" on machines of this tenant");
        part(text, report.duplicatesRemoved(), " removed as duplicates");
        part(text, report.failed().size(), " failed");
        part(text, report.unfinished().size(), " unfinished");
        text.append(".\n\n");
        if (!report.files().isEmpty()) {
            row(text, "HASH", "MACHINES", "WORST RISK", "LAST SEEN");
            report.files().stream().sorted(SweptFile.WORST_FIRST).forEach(file -> file(text, file));
            text.append('\n');
        }
        several(report, text);
        failures(report.failed(), text);
        report.notUnderstood().forEach(each -> text.append("Not understood: ")
                .append(each.text())
                .append(": ")
                .append(each.reason())
                .append('\n'));
        if (report.moreNotUnderstood() > 0) {
            text.append("… and ").append(report.moreNotUnderstood()).append(" more of the kind.\n");
        }
        return text.toString();
    }

    private static void file(StringBuilder text, SweptFile file) {
        row(
                text,
                file.hash(),
                String.valueOf(file.machines()),
                file.worstRisk() == null ? "-" : ForeignText.oneLine(file.worstRisk(), RISK - 1),
                (file.lastSeen() == null ? "-" : file.lastSeen())
                        + (file.stale()
                                ? ", stale, " + SweepBar.words(Duration.ofSeconds(file.ageSeconds())) + " old"
                                : ""));
        // Whoever gave it looks for the hash that stands in the list.
        if (file.resolvedFrom() != null) {
            text.append("  SHA-256 ").append(file.resolvedFrom()).append('\n');
        }
    }

    private static void several(SweepReport report, StringBuilder text) {
        if (report.machinesWithSeveral().isEmpty()) {
            return;
        }
        text.append("Machines that hold several of them:\n");
        report.machinesWithSeveral().forEach(machine -> text.append("  ")
                .append(ForeignText.oneLine(
                        machine.name() == null ? "(" + machine.id() + ")" : machine.name(), LONGEST_NAME))
                .append(": ")
                .append(machine.files().size())
                .append(" files, risk ")
                .append(machine.risk() == null ? "unknown" : ForeignText.oneLine(machine.risk(), RISK))
                .append('\n'));
        if (report.moreMachinesWithSeveral() > 0) {
            text.append("  … and ").append(report.moreMachinesWithSeveral()).append(" more.\n");
        }
        if (!report.machinesWithSeveralComplete()) {
            text.append("  There were too many machines to compare them all: some may be missing here.\n");
        }
        text.append('\n');
    }

    /** What is to be done is long, and mostly the same for all. */
    private static void failures(List<FailedHash> failed, StringBuilder text) {
        String before = null;
        for (FailedHash each : failed) {
            text.append(each.hash())
                    .append(": ")
                    .append(
                            each.reason().equals(before)
                                    ? "the same"
                                    : ForeignText.oneLine(each.reason(), LONGEST_REASON))
                    .append('\n');
            before = each.reason();
        }
    }

    private static void part(StringBuilder text, int count, String what) {
        if (count > 0) {
            text.append(", ").append(count).append(what);
        }
    }

    private static void row(StringBuilder text, String hash, String machines, String risk, String seen) {
        text.append(hash)
                .append(" ".repeat(2 + HASH - Math.min(HASH, hash.length())))
                .append(" ".repeat(NUMBER - Math.min(NUMBER, machines.length())))
                .append(machines)
                .append("  ")
                .append(risk)
                .append(" ".repeat(RISK - Math.min(RISK, risk.length())))
                .append(seen)
                .append('\n');
    }
}
