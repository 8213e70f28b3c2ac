// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import dev.filetrail.trail.AlertFilter;
import dev.filetrail.trail.AlertsReport;
import dev.filetrail.trail.AlertsReport.Count;
import dev.filetrail.trail.AlertsReport.FileAlert;
import dev.filetrail.trail.AlertsReport.Summary;
import java.util.List;

/**
 * The alerts of a file as a short text for people, in Markdown: the summary first, then the newest alerts. It stays under
 * 2,000 tokens however many alerts there are and however long and strange their titles.
 */
final class AlertsText {

    private static final int MOST_ALERTS = 10;
    private static final int LONGEST_TITLE = 80;
    private static final int LONGEST_NAME = 48;
    private static final int MOST_TOKENS = 1_300;

    private final BoundedText text = new BoundedText(MOST_TOKENS);

    private AlertsText() {}

    /**
     * Writes the text.
     *
     * @param report what to tell
     * @param filter what was asked for
     * @param furtherPage this is not the first page
     * @return Markdown
     */
    static String of(AlertsReport report, AlertFilter filter, boolean furtherPage) {
        AlertsText alerts = new AlertsText();
        alerts.write(report, filter, furtherPage);
        return alerts.text.toString();
    }

    private void write(AlertsReport report, AlertFilter filter, boolean furtherPage) {
        if (report.stale()) {
            text.line(Wording.stale(report.ageSeconds(), report.staleReason()));
            text.line("");
        }
        if (report.totalAlerts() == 0) {
            text.line("**No alert involves the file** " + Wording.file(report.hash(), report.resolvedFrom()));
            text.line(
                    "That means: Defender keeps no alert that names it. It does not mean that the file is harmless, nor"
                            + " that it is on no machine.");
        } else {
            some(report, filter, furtherPage);
        }
        if (!furtherPage) {
            text.line(next(report));
        }
        text.line(Wording.answerOf(report.fetchedAt(), report.remembered(), report.ageSeconds()));
        text.line(Wording.callsLeft(report.budget()));
    }

    private void some(AlertsReport report, AlertFilter filter, boolean furtherPage) {
        text.line("**" + alerts(report.totalAlerts()) + (report.totalAlerts() == 1 ? " involves" : " involve")
                + " the file** " + Wording.file(report.hash(), report.resolvedFrom())
                + (filter.equals(AlertFilter.ALL)
                        ? ""
                        : report.matchingAlerts() == 0
                                ? " None of them matches the filters: loosen or drop them."
                                : " The filters leave " + report.matchingAlerts() + "; what follows is about those."));
        if (report.matchingAlerts() == 0) {
            return;
        }
        Summary summary = report.summary();
        text.line("Severity: " + counts(summary.bySeverity()) + ". Status: " + counts(summary.byStatus())
                + ". Not resolved: " + summary.open() + ". Machines: " + summary.machines() + ".");
        text.line("Categories: " + counts(summary.byCategory()) + ". Raised "
                + (summary.firstCreated() == null
                        ? "at an unknown time."
                        : "from " + summary.firstCreated() + " to " + summary.lastCreated() + "."));
        text.line("");
        text.line(furtherPage ? "On this page, newest first:" : "Newest first:");
        int shown = text.list(report.alerts(), MOST_ALERTS, AlertsText::alert);
        text.line("");
        if (shown < report.alerts().size()) {
            text.line("This page holds " + (report.alerts().size() - shown) + " more in the structured result.");
        }
        if (report.nextCursor() != null) {
            text.line("For the next page repeat the call with cursor \"" + report.nextCursor()
                    + "\"; or narrow it down with a filter. Neither costs a call while the answer is remembered.");
        }
    }

    private static String alert(FileAlert alert) {
        return "- " + (alert.created() == null ? "at an unknown time" : alert.created())
                + ": severity " + Wording.word(alert.severity()) + ", " + Wording.word(alert.status()) + ", "
                + (alert.title() == null ? "(no title)" : Wording.code(alert.title(), LONGEST_TITLE))
                + (alert.category() == null ? "" : ", " + Wording.word(alert.category()))
                + (alert.machineName() == null && alert.machineId() == null
                        ? ""
                        : ", on "
                                + Wording.code(
                                        alert.machineName() == null ? alert.machineId() : alert.machineName(),
                                        LONGEST_NAME))
                + ", " + link(alert.link());
    }

    /** One that an attacker could not have made long. */
    private static String link(String link) {
        return link.length() <= 150 ? link : "(see `link` in the structured result)";
    }

    /** What somebody who has this answer most likely wants to know next. */
    private static String next(AlertsReport report) {
        boolean machine = report.alerts().stream().anyMatch(alert -> alert.machineId() != null);
        return "Next: `get_machines_for_file_hash` tells all machines that have the file"
                + (machine ? ", `get_machine` with a machine_id all about the machine of an alert" : "")
                + (report.totalAlerts() == 0 ? ", `get_file_profile` what the file is" : "")
                + ". The file's page in the portal: " + report.link();
    }

    private static String counts(List<Count> counts) {
        return Wording.counts(counts, Count::value, Count::alerts);
    }

    private static String alerts(int count) {
        return count == 1 ? "1 alert" : count + " alerts";
    }
}
