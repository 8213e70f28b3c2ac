// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import dev.filetrail.trail.AlertFilter;
import dev.filetrail.trail.AlertQuery;
import dev.filetrail.trail.AlertTrail;
import dev.filetrail.trail.AlertsReport.FileAlert;
import dev.filetrail.trail.Asking;
import dev.filetrail.trail.FileHash;
import dev.filetrail.trail.FileProfiles;
import dev.filetrail.trail.HashSweep;
import dev.filetrail.trail.MachineFilter;
import dev.filetrail.trail.MachineQuery;
import dev.filetrail.trail.MachineTrail;
import dev.filetrail.trail.MachinesReport.Sighting;
import dev.filetrail.trail.Order;
import dev.filetrail.trail.SweepOrder;
import dev.filetrail.trail.SweepReport;
import dev.filetrail.trail.SweepWatch;
import dev.filetrail.trail.TrailException;
import dev.filetrail.trail.Visit;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** What is said to what somebody types, or presses. It always ends with something to say, never with a failure. */
@Singleton
class Conversation {

    private static final Logger LOG = Logger.getLogger(Conversation.class);

    private final MachineTrail machines;
    private final HashSweep sweep;
    private final FileProfiles files;
    private final AlertTrail alerts;

    Conversation(MachineTrail machines, HashSweep sweep, FileProfiles files, AlertTrail alerts) {
        this.machines = machines;
        this.sweep = sweep;
        this.files = files;
        this.alerts = alerts;
    }

    /**
     * Answers a message to the bot.
     *
     * @param message as it was delivered, with or without mentions; anything, and never null
     * @param visit who has written it
     * @return what to say; cancelling gives the question up
     */
    Uni<Said> answer(String message, Visit visit) {
        return answer(Question.read(message), visit, Stage.BOT);
    }

    /**
     * Answers a button of a card, such as the one for more.
     *
     * @param data what the button carries, as it came back: anything
     * @param visit who has pressed it
     * @return the card to put in the other one's place
     */
    Uni<Said> pressed(JsonObject data, Visit visit) {
        return answer(Press.read(data), visit, Stage.BOT);
    }

    /**
     * Answers a question.
     *
     * @param question what was asked
     * @param visit by whom
     * @param stage where the answer is said
     * @return what to say; cancelling gives the question up
     */
    Uni<Said> answer(Question question, Visit visit, Stage stage) {
        return Uni.createFrom()
                .deferred(() -> answered(question, Asking.as(visit), stage))
                .onFailure()
                .recoverWithItem(failure -> told(failure, question, stage));
    }

    private Uni<Said> answered(Question question, Asking asking, Stage stage) {
        if (question.topic() == Question.Topic.HELP) {
            return Uni.createFrom().item(WordsCard.help());
        }
        TrailException mistake = mistake(question);
        if (mistake != null) {
            // It never comes to be asked, so nobody would write it down.
            throw machines.mistaken(
                    question.isSweep() ? "sweep" : question.topic().word(), asking, mistake);
        }
        return switch (question.topic()) {
            case FILE -> files.ask(question.hash(), asking).map(profile -> ProfileCard.of(profile, question, stage));
            case ALERTS -> alerts(question, asking, stage);
            default -> question.isSweep() ? sweep(question, asking, stage) : machines(question, asking, stage);
        };
    }

    private Uni<Said> machines(Question question, Asking asking, Stage stage) {
        boolean further = question.cursor() != null;
        int before = further ? 0 : (question.page() - 1) * MachinesCard.PAGE;
        MachineQuery query =
                new MachineQuery(MachineFilter.ALL, Order.RISK, before + MachinesCard.PAGE, question.cursor());
        return machines.ask(question.hash(), query, asking).map(report -> {
            List<Sighting> rows = List.copyOf(page(report.machines(), before));
            return MachinesCard.of(report, rows, question, stage);
        });
    }

    private Uni<Said> alerts(Question question, Asking asking, Stage stage) {
        boolean further = question.cursor() != null;
        int before = further ? 0 : (question.page() - 1) * AlertsCard.PAGE;
        AlertQuery query = new AlertQuery(AlertFilter.ALL, before + AlertsCard.PAGE, question.cursor());
        return alerts.ask(question.hash(), query, asking).map(report -> {
            List<FileAlert> rows = List.copyOf(page(report.alerts(), before));
            return AlertsCard.of(report, rows, question, stage);
        });
    }

    private Uni<Said> sweep(Question question, Asking asking, Stage stage) {
        return sweep.sweep(SweepOrder.of(question.list(), asking, sweep.usualTime(), SweepWatch.NONE))
                .chain(report -> isOneFile(report)
                        ? machines(
                                question.ofOnly(
                                        new FileHash(report.files().get(0).hash())),
                                asking,
                                stage)
                        : Uni.createFrom().item(SweepCard.of(report, stage)));
    }

    /** What a page about one file gives away: its SHA-1 and its SHA-256, and its MD5. The answer is remembered by now. */
    private static boolean isOneFile(SweepReport report) {
        return report.files().size() == 1
                && report.failed().isEmpty()
                && report.unfinished().isEmpty();
    }

    private static <T> List<T> page(List<T> all, int before) {
        return all.subList(Math.min(before, all.size()), all.size());
    }

    /** @return null when it can be asked */
    private static TrailException mistake(Question question) {
        int found = question.list().hashes().size();
        if (found == 0) {
            return noHash(question);
        }
        return question.isSweep() && found > SweepCard.MOST_HASHES
                ? TrailException.badQuestion(
                        "The message holds " + found + " different hashes; one message may ask for "
                                + SweepCard.MOST_HASHES + ". Nothing was asked.",
                        "Send them in several messages, one after the other. For long lists there is 'filetrail machines"
                                + " --from FILE' in a terminal, which waits for calls by itself.")
                : null;
    }

    private static TrailException noHash(Question question) {
        if (!question.list().notUnderstood().isEmpty()) {
            SweepReport.NotUnderstood first = question.list().notUnderstood().get(0);
            return TrailException.badQuestion(
                    "'" + first.text() + "' is no hash that can be asked for: " + first.reason() + ".",
                    "Needed is the file's SHA-1 (40 hexadecimal digits) or its SHA-256 (64 digits), whole. The page of the"
                            + " file in the Defender portal, and VirusTotal, list them beside the other hashes.");
        }
        try {
            FileHash.parse(question.rest());
            return TrailException.badQuestion(
                    "There is no hash in the message.",
                    "Type: " + question.topic().word() + " HASH");
        } catch (TrailException e) {
            return e;
        }
    }

    private static Said told(Throwable failure, Question question, Stage stage) {
        if (failure instanceof TrailException trouble) {
            return WordsCard.trouble(trouble, question, stage);
        }
        LOG.error("A question in a chat ended in a fault", failure);
        return WordsCard.fault();
    }
}
