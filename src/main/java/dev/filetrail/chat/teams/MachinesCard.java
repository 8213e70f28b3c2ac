// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import dev.filetrail.trail.MachinesReport;
import dev.filetrail.trail.MachinesReport.Count;
import dev.filetrail.trail.MachinesReport.Sighting;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The machines that have seen a file, or that none has, as a card. */
final class MachinesCard {

    /** Machines on a page. */
    static final int PAGE = 10;

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_WORD = 32;
    private static final int NAMED_IN_TEXT = 3;

    private MachinesCard() {}

    /**
     * Draws it.
     *
     * @param report what to tell
     * @param rows the machines of the page
     * @param question what was asked
     * @param stage where it is said
     * @return the card
     */
    static Said of(MachinesReport report, List<Sighting> rows, Question question, Stage stage) {
        Card card = report.totalMachines() == 0 ? nobody(report) : somebody(report, rows, question.page());
        if (report.stale()) {
            card.note("Defender can't be asked at the moment, so this is the last answer there was. "
                    + report.staleReason());
        }
        Asked.passedOver(card, question);
        card.button(Elements.open("Open in Defender", report.link()));
        boolean more = report.nextCursor() != null && !rows.isEmpty();
        if (stage == Stage.BOT) {
            if (more) {
                card.button(Press.further(
                        "More machines",
                        Question.Topic.MACHINES,
                        report.hash(),
                        question.page() + 1,
                        report.nextCursor()));
            }
            card.otherQuestion(Press.button("What is this file?", Question.Topic.FILE, report.hash()))
                    .otherQuestion(Press.button("Its alerts", Question.Topic.ALERTS, report.hash()));
        } else {
            card.note("Next, mention me with: "
                    + (more ? question.at(question.page() + 1).typed() + "  or  " : "") + "file " + report.hash()
                    + "  or  alerts " + report.hash());
        }
        return card.said();
    }

    private static Card nobody(MachinesReport report) {
        return new Card("No machine has reported this file", Card.Mood.CALM)
                .line(Asked.hash(report.hash(), report.resolvedFrom()))
                .inTextOnly("SHA-1 " + report.hash() + ".")
                .say(
                        "Defender keeps no observation of it on any machine that FileTrail may see. Observations are kept for"
                                + " about 180 days, and machines without Defender report nothing. It does not say that the file is"
                                + " harmless.")
                .fact("Answer", CardText.age(report.remembered(), report.ageSeconds()));
    }

    private static Card somebody(MachinesReport report, List<Sighting> rows, int page) {
        int high = high(report);
        String headline = CardText.many(report.totalMachines(), "machine")
                + (report.totalMachines() == 1 ? " has" : " have") + " reported this file"
                + (high == 0 ? ", none at high risk" : ", " + high + " at high risk");
        Card card = new Card(headline, high > 0 ? Card.Mood.ALARMED : Card.Mood.CAREFUL)
                .line(Asked.hash(report.hash(), report.resolvedFrom()))
                .inTextOnly("SHA-1 " + report.hash() + ". " + named(rows, report.totalMachines()))
                .fact("Risk", CardText.counts(report.summary().byRisk(), Count::value, Count::machines))
                .fact("System", CardText.counts(report.summary().byOperatingSystem(), Count::value, Count::machines))
                .fact("Latest report", CardText.moment(report.summary().lastSeen()))
                .fact("Answer", CardText.age(report.remembered(), report.ageSeconds()))
                .columns("Machine", "Risk");
        rows.forEach(machine -> card.row(name(machine), risk(machine)));
        int first = (page - 1) * PAGE + 1;
        if (rows.isEmpty()) {
            card.note("There is no page " + page + ": the last is page " + ((report.totalMachines() + PAGE - 1) / PAGE)
                    + ".");
        } else if (page > 1 || report.nextCursor() != null) {
            card.note("Machines " + first + " to " + (first + rows.size() - 1) + " of " + report.totalMachines()
                    + ", the highest risk first.");
        }
        return card;
    }

    private static int high(MachinesReport report) {
        return report.summary().byRisk().stream()
                .filter(count -> "High".equalsIgnoreCase(count.value()))
                .mapToInt(Count::machines)
                .sum();
    }

    private static String named(List<Sighting> rows, int total) {
        String names = rows.stream()
                .limit(NAMED_IN_TEXT)
                .map(machine -> CardText.inert(called(machine), LONGEST_WORD))
                .collect(Collectors.joining(", "));
        return rows.isEmpty() ? "" : names + (total > NAMED_IN_TEXT ? " and others." : ".");
    }

    private static String called(Sighting machine) {
        return machine.name() == null ? "(no name) " + machine.id() : machine.name();
    }

    private static List<JsonObject> name(Sighting machine) {
        List<JsonObject> cell = new ArrayList<>();
        cell.add(Elements.line(Run.foreign(called(machine), LONGEST_NAME).bold().opening(machine.link())));
        cell.add(Elements.line(Run.foreign(words(machine.operatingSystem(), machine.osVersion()), LONGEST_WORD)
                .subtle()));
        String where = words(machine.deviceGroup(), machine.lastIp());
        if (!where.equals("unknown")) {
            cell.add(Elements.lineWhereWide(Run.foreign(where, LONGEST_NAME).subtle()));
        }
        return cell;
    }

    private static List<JsonObject> risk(Sighting machine) {
        Run risk = Run.foreign(machine.risk() == null ? "unknown" : machine.risk(), LONGEST_WORD);
        return List.of(
                Elements.line(
                        "High".equalsIgnoreCase(machine.risk()) ? risk.bold().alarming() : risk),
                Elements.line(Run.own(CardText.moment(machine.lastSeen())).subtle()));
    }

    private static String words(String first, String second) {
        String words = (first == null ? "" : first)
                + (first == null || second == null ? "" : " · ")
                + (second == null ? "" : second);
        return words.isBlank() ? "unknown" : words;
    }
}
