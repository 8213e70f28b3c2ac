// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import dev.filetrail.trail.AlertsReport;
import dev.filetrail.trail.AlertsReport.Count;
import dev.filetrail.trail.AlertsReport.FileAlert;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The alerts that a file is part of, as a card. */
final class AlertsCard {

    /** Alerts on a page. */
    static final int PAGE = 8;

    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_WORD = 48;

    private AlertsCard() {}

    /**
     * Draws it.
     *
     * @param report what to tell
     * @param rows the alerts of the page
     * @param question what was asked
     * @param stage where it is said
     * @return the card
     */
    static Said of(AlertsReport report, List<FileAlert> rows, Question question, Stage stage) {
        Card card = new Card(headline(report), mood(report))
                .line(Asked.hash(report.hash(), report.resolvedFrom()))
                .inTextOnly("SHA-1 " + report.hash() + ".");
        if (report.totalAlerts() > 0) {
            card.fact("Severity", CardText.counts(report.summary().bySeverity(), Count::value, Count::alerts))
                    .fact("Machines", String.valueOf(report.summary().machines()))
                    .fact("Latest alert", CardText.moment(report.summary().lastCreated()));
        }
        card.fact("Answer", CardText.age(report.remembered(), report.ageSeconds()))
                .columns("Alert", "Severity");
        rows.forEach(alert -> card.row(title(alert), severity(alert)));
        pages(card, report, rows, question.page());
        if (report.stale()) {
            card.note("Defender can't be asked at the moment, so this is the last answer there was. "
                    + report.staleReason());
        }
        Asked.passedOver(card, question);
        boolean more = report.nextCursor() != null && !rows.isEmpty();
        card.button(Elements.open("Open in Defender", report.link()));
        if (stage == Stage.BOT) {
            if (more) {
                card.button(Press.further(
                        "More alerts", Question.Topic.ALERTS, report.hash(), question.page() + 1, report.nextCursor()));
            }
            card.otherQuestion(Press.button("Machines", Question.Topic.MACHINES, report.hash()));
        } else {
            card.note("Next, mention me with: "
                    + (more ? question.at(question.page() + 1).typed() + "  or  " : "") + "machines " + report.hash());
        }
        return card.said();
    }

    private static String headline(AlertsReport report) {
        return report.totalAlerts() == 0
                ? "This file is part of no alert"
                : CardText.many(report.totalAlerts(), "alert") + (report.totalAlerts() == 1 ? " involves" : " involve")
                        + " this file, " + report.summary().open() + " of them open";
    }

    private static Card.Mood mood(AlertsReport report) {
        if (report.totalAlerts() == 0) {
            return Card.Mood.CALM;
        }
        return report.summary().open() > 0 ? Card.Mood.ALARMED : Card.Mood.CAREFUL;
    }

    private static void pages(Card card, AlertsReport report, List<FileAlert> rows, int page) {
        int first = (page - 1) * PAGE + 1;
        if (report.totalAlerts() > 0 && rows.isEmpty()) {
            card.note("There is no page " + page + ": the last is page " + ((report.totalAlerts() + PAGE - 1) / PAGE)
                    + ".");
        } else if (report.totalAlerts() > 0 && (page > 1 || report.nextCursor() != null)) {
            card.note("Alerts " + first + " to " + (first + rows.size() - 1) + " of " + report.totalAlerts()
                    + ", the newest first.");
        }
    }

    private static List<JsonObject> title(FileAlert alert) {
        String machine = alert.machineName() == null ? "no machine named" : alert.machineName();
        return List.of(
                Elements.line(Run.foreign(alert.title() == null ? alert.id() : alert.title(), LONGEST_TITLE)
                        .bold()
                        .opening(alert.link())),
                Elements.line(Run.foreign(machine, LONGEST_WORD).subtle().opening(alert.machineLink())));
    }

    private static List<JsonObject> severity(FileAlert alert) {
        Run severity = Run.foreign(alert.severity() == null ? "unknown" : alert.severity(), LONGEST_WORD);
        return List.of(
                Elements.line(
                        "High".equalsIgnoreCase(alert.severity())
                                ? severity.bold().alarming()
                                : severity),
                Elements.line(Run.foreign(alert.status() == null ? "" : alert.status(), LONGEST_WORD)
                        .subtle()),
                Elements.line(Run.own(CardText.moment(alert.created())).subtle()));
    }
}
