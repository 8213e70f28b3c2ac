// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import dev.filetrail.trail.TrailException;

/** What is said when there is no answer to show: help, why there is none, and that there will be one. */
final class WordsCard {

    private WordsCard() {}

    /** @return what can be asked, short */
    static Said help() {
        return new Card("Which machines have seen a file?", Card.Mood.NEUTRAL)
                .say(
                        "Send me its SHA-1 or SHA-256, several of them, a link to VirusTotal or any text with hashes in it.")
                .line(Run.own("machines HASH").code(), Run.own("  which machines have it (add: page 2)"))
                .line(Run.own("file HASH").code(), Run.own("  what the file is"))
                .line(Run.own("alerts HASH").code(), Run.own("  which alerts it is part of"))
                .line(Run.own("help").code(), Run.own("  this"))
                .inTextOnly("Or: machines HASH, file HASH, alerts HASH, help.")
                .said();
    }

    /**
     * Why there is no answer.
     *
     * @param trouble what happened
     * @param question what was asked
     * @param stage where it is said
     * @return the card
     */
    static Said trouble(TrailException trouble, Question question, Stage stage) {
        Card card = new Card(title(trouble), mood(trouble))
                .say(trouble.getMessage())
                .say(trouble.whatToDo());
        if (trouble.waitSeconds() != null) {
            card.say("Ask again in " + CardText.duration(trouble.waitSeconds()) + ".");
        }
        if (trouble.correlationId() != null) {
            card.note("Correlation id for a support case: " + trouble.correlationId());
        }
        boolean one = question.list().hashes().size() == 1;
        if (one) {
            card.line(Asked.hash(
                    question.hash().isSha1() ? question.hash().hex() : null,
                    question.hash().isSha1() ? null : question.hash().hex()));
        }
        if (one && !trouble.isBadQuestion()) {
            if (stage == Stage.BOT) {
                card.button(Press.button(
                        "Ask again", question.topic(), question.hash().hex()));
            } else {
                card.note("To ask again, mention me with: " + question.typed());
            }
        }
        return card.said();
    }

    /** @return that FileTrail itself is to blame */
    static Said fault() {
        return new Card("FileTrail itself failed", Card.Mood.ALARMED)
                .say("Nothing is wrong with the question. The log says why: FileTrail's operator looks there.")
                .said();
    }

    /**
     * That the answer takes longer than a reply may.
     *
     * @param question what was asked
     * @return the card
     */
    static Said stillAsking(Question question) {
        return new Card("Still asking Defender", Card.Mood.NEUTRAL)
                .say("It takes longer than Teams waits for a reply. I go on asking and remember the answer for a short"
                        + " while: ask the same again in 10 seconds.")
                .say("Mention me with: "
                        + (question.list().hashes().size() == 1 ? question.typed() : "the same text again"))
                .said();
    }

    private static String title(TrailException trouble) {
        if (trouble.isBadQuestion()) {
            return "That can't be asked so";
        }
        return switch (trouble.outcome()) {
            case "throttled", "budget_spent" -> "Too many questions at the moment";
            case "forbidden", "unauthorized", "sign_in", "nobody_signed_in" -> "Not permitted";
            case "service_failed", "unreachable", "timed_out", "resting", "broken_answer" ->
                "Defender can't be asked at the moment";
            default -> "There is no answer";
        };
    }

    private static Card.Mood mood(TrailException trouble) {
        return trouble.isBadQuestion() || trouble.waitTime() != null ? Card.Mood.CAREFUL : Card.Mood.ALARMED;
    }
}
