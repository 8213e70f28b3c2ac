// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import dev.filetrail.trail.MachineFilter;
import dev.filetrail.trail.MachinesReport;
import dev.filetrail.trail.MachinesReport.Count;
import dev.filetrail.trail.MachinesReport.Sighting;
import dev.filetrail.trail.MachinesReport.Summary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The report as a short text for people, in Markdown: the summary first, then the machines most worth looking at. It stays
 * under 2,000 tokens however many machines there are and however long and strange their names.
 */
final class ReportText {

    private static final int MOST_MACHINES = 10;
    private static final int LONGEST_NAME = 48;
    private static final int MOST_TOKENS = 1_550;

    private final BoundedText text = new BoundedText(MOST_TOKENS);
    /** Machines share most of theirs, as they stand in the text. */
    private final Map<String, String> words = new HashMap<>();

    private ReportText() {}

    /**
     * Writes the text.
     *
     * @param report what to tell
     * @param filter what was asked for
     * @param furtherPage this is not the first page
     * @return Markdown
     */
    static String of(MachinesReport report, MachineFilter filter, boolean furtherPage) {
        ReportText machines = new ReportText();
        machines.write(report, filter, furtherPage);
        return machines.text.toString();
    }

    private void write(MachinesReport report, MachineFilter filter, boolean furtherPage) {
        if (report.stale()) {
            text.line(Wording.stale(report.ageSeconds(), report.staleReason()));
            text.line("");
        }
        if (report.totalMachines() == 0) {
            nobody(report);
        } else {
            somebody(report, filter, furtherPage);
        }
        if (!furtherPage) {
            text.line(next(report));
        }
        text.line(Wording.answerOf(report.fetchedAt(), report.remembered(), report.ageSeconds()));
        text.line(Wording.callsLeft(report.budget()));
    }

    private static String file(MachinesReport report) {
        return Wording.file(report.hash(), report.resolvedFrom());
    }

    /** What somebody who has this answer most likely wants to know next. */
    private static String next(MachinesReport report) {
        if (report.totalMachines() == 0) {
            return "Next: `get_file_profile` tells what the file is, and how common it is elsewhere.";
        }
        boolean alarming = report.summary().byRisk().stream()
                .anyMatch(count -> "High".equalsIgnoreCase(count.value()) || "Medium".equalsIgnoreCase(count.value()));
        return "Next: `get_file_profile` tells what the file is"
                + (alarming ? ", `get_file_alerts` what Defender has raised about it" : "")
                + (report.machines().isEmpty() ? "" : ", `get_machine` with a machine's id all about that machine")
                + ".";
    }

    private void nobody(MachinesReport report) {
        text.line("**No machine in this tenant has reported the file** " + file(report));
        text.line(
                "That means: Defender for Endpoint keeps no observation of it on any machine that FileTrail may see. It does"
                        + " not mean that the file was never here: observations are kept for about 180 days, machines without"
                        + " Defender report nothing, and where FileTrail asks with a person's own rights, machines of device"
                        + " groups that the person may not see are left out. Nor does it say whether the file is harmless.");
    }

    private void somebody(MachinesReport report, MachineFilter filter, boolean furtherPage) {
        Summary summary = report.summary();
        text.line("**" + machines(report.totalMachines()) + (report.totalMachines() == 1 ? " has" : " have")
                + " reported the file** " + file(report)
                + (filter.equals(MachineFilter.ALL)
                        ? ""
                        : report.matchingMachines() == 0
                                ? " None of them matches the filters: loosen or drop them."
                                : " The filters leave " + report.matchingMachines()
                                        + "; what follows is about those."));
        if (report.matchingMachines() == 0) {
            return;
        }
        text.line("Risk: " + counts(summary.byRisk()) + ". Exposure: " + counts(summary.byExposure()) + ".");
        text.line("Operating systems: " + counts(summary.byOperatingSystem()) + ". Sensor health: "
                + counts(summary.byHealth()) + ".");
        text.line("Device groups: " + counts(summary.byDeviceGroup()) + ".");
        text.line("Latest report of any of these machines: "
                + (summary.lastSeen() == null ? "unknown" : summary.lastSeen()) + "." + oddities(summary));
        text.line("");
        text.line(furtherPage ? "On this page:" : "Most worth looking at:");
        int shown = text.list(report.machines(), MOST_MACHINES, this::machine);
        text.line("");
        if (shown < report.machines().size()) {
            text.line("This page holds " + (report.machines().size() - shown) + " more in the structured result.");
        }
        if (report.nextCursor() != null) {
            text.line("For the next page repeat the call with cursor \"" + report.nextCursor()
                    + "\"; or narrow it down with a filter. Neither costs a call.");
            text.line("All of them at once, where a program needs them: resource filetrail://files/" + report.hash()
                    + "/machines.csv.");
        }
    }

    private static String oddities(Summary summary) {
        String duplicates = summary.possibleDuplicates() == 0
                ? ""
                : " Records that may be duplicates of others: " + summary.possibleDuplicates() + ".";
        return duplicates
                + (summary.excluded() == 0 ? "" : " Excluded from the inventory: " + summary.excluded() + ".");
    }

    private String machine(Sighting machine) {
        return "- "
                + (machine.name() == null
                        ? "(no name, id " + Wording.code(machine.id(), LONGEST_NAME) + ")"
                        : Wording.code(machine.name(), LONGEST_NAME))
                + ": risk " + word(machine.risk()) + ", exposure " + word(machine.exposure()) + ", "
                + word(machine.health()) + ", " + word(machine.operatingSystem())
                + (machine.osVersion() == null ? "" : " " + word(machine.osVersion()))
                + (machine.deviceGroup() == null ? "" : ", group " + word(machine.deviceGroup()))
                + ", last seen " + (machine.lastSeen() == null ? "unknown" : machine.lastSeen())
                + (machine.possibleDuplicate() ? ", may be a duplicate" : "")
                + (machine.excluded() ? ", excluded" : "")
                + ", " + machine.link();
    }

    private String word(String word) {
        return word == null ? Wording.word(null) : words.computeIfAbsent(word, Wording::word);
    }

    private static String counts(List<Count> counts) {
        return Wording.counts(counts, Count::value, Count::machines);
    }

    private static String machines(int count) {
        return count == 1 ? "1 machine" : count + " machines";
    }
}
