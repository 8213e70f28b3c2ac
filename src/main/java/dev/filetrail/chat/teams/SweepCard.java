// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import dev.filetrail.trail.SweepReport;
import dev.filetrail.trail.SweepReport.FailedHash;
import dev.filetrail.trail.SweepReport.SweptFile;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** How common many files are, as a card. */
final class SweepCard {

    /** Files that one message may ask for. */
    static final int MOST_HASHES = 100;

    private static final int MOST_FILES = 20;
    private static final int MOST_SHARED = 5;
    private static final int MOST_FAILED = 3;
    private static final int LONGEST_NAME = 64;

    private SweepCard() {}

    /**
     * Draws it.
     *
     * @param report what to tell
     * @param stage where it is said
     * @return the card
     */
    static Said of(SweepReport report, Stage stage) {
        long found = report.files().stream().filter(file -> file.machines() > 0).count();
        int missing = report.failed().size() + report.unfinished().size();
        Card card = new Card(
                        found + " of " + CardText.many(report.files().size() + missing, "file") + " found on machines",
                        found > 0 ? Card.Mood.ALARMED : missing > 0 ? Card.Mood.CAREFUL : Card.Mood.CALM)
                .fact("Hashes given", String.valueOf(report.hashesGiven()))
                .fact("Answered", String.valueOf(report.files().size()))
                .fact(
                        "Asked in vain",
                        report.failed().isEmpty()
                                ? null
                                : String.valueOf(report.failed().size()))
                .fact(
                        "Still to ask",
                        report.unfinished().isEmpty()
                                ? null
                                : String.valueOf(report.unfinished().size()))
                .columns("File", "Machines");
        report.files().stream()
                .sorted(SweptFile.WORST_FIRST)
                .limit(MOST_FILES)
                .forEach(file -> card.row(name(file), machines(file)));
        report.files().stream()
                .filter(file -> file.machines() > 0)
                .sorted(SweptFile.WORST_FIRST)
                .limit(MOST_SHARED)
                .forEach(
                        file -> card.inTextOnly(hashes(file) + ": " + CardText.many(file.machines(), "machine") + "."));
        if (report.files().size() > MOST_FILES) {
            card.note(CardText.many(report.files().size() - MOST_FILES, "file") + " more, on fewer machines or none.");
        }
        report.machinesWithSeveral().stream()
                .limit(MOST_SHARED)
                .forEach(machine -> card.note("On " + (machine.name() == null ? machine.id() : machine.name()) + " are "
                        + machine.files().size() + " of them."));
        failures(card, report);
        Asked.notUnderstood(card, report.notUnderstood(), report.moreNotUnderstood());
        if (stage == Stage.WEBHOOK && found > 0) {
            card.note("Next, mention me with: machines and one of the hashes.");
        }
        return card.said();
    }

    private static void failures(Card card, SweepReport report) {
        report.failed().stream().limit(MOST_FAILED).map(SweepCard::words).forEach(card::note);
        if (report.failed().size() > MOST_FAILED) {
            card.note("Asked in vain besides: " + (report.failed().size() - MOST_FAILED) + " more.");
        }
        if (!report.unfinished().isEmpty()) {
            card.note(report.unfinished().size() + " are still to be asked for. " + report.unfinishedReason()
                    + (report.retryAfterSeconds() == null
                            ? ""
                            : " Send the same again in " + CardText.duration(Math.max(1, report.retryAfterSeconds()))
                                    + "."));
        }
    }

    private static String words(FailedHash failed) {
        return failed.hash() + ": " + failed.reason();
    }

    private static String hashes(SweptFile file) {
        return file.hash() + (file.resolvedFrom() == null ? "" : " (SHA-256 " + file.resolvedFrom() + ")");
    }

    /** Whoever gave it looks for the hash that stands in the list. */
    private static List<JsonObject> name(SweptFile file) {
        JsonObject sha1 =
                Elements.line(Run.foreign(file.hash(), LONGEST_NAME).code().opening(file.link()));
        return file.resolvedFrom() == null
                ? List.of(sha1)
                : List.of(
                        sha1,
                        Elements.line(
                                Run.own("SHA-256 ").subtle(),
                                Run.foreign(file.resolvedFrom(), LONGEST_NAME).code()));
    }

    private static List<JsonObject> machines(SweptFile file) {
        Run many = Run.own(String.valueOf(file.machines()));
        if (file.machines() == 0) {
            return List.of(Elements.line(many));
        }
        Run risk = Run.foreign("risk " + (file.worstRisk() == null ? "unknown" : file.worstRisk()), LONGEST_NAME);
        return List.of(
                Elements.line(many.bold()),
                Elements.line("High".equalsIgnoreCase(file.worstRisk()) ? risk.alarming() : risk.subtle()));
    }
}
