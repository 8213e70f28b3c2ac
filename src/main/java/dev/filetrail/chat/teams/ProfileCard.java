// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import dev.filetrail.trail.FileProfile;
import java.util.stream.Collectors;

/** What a file is, as a card. */
final class ProfileCard {

    private static final int LONGEST_VALUE = 80;
    private static final int MOST_NAMES = 4;

    private ProfileCard() {}

    /**
     * Draws it.
     *
     * @param profile what to tell
     * @param question what was asked
     * @param stage where it is said
     * @return the card
     */
    static Said of(FileProfile profile, Question question, Stage stage) {
        String hash = profile.hash() == null ? profile.resolvedFrom() : profile.hash();
        Card card = new Card(headline(profile), mood(profile))
                .line(Asked.hash(profile.hash(), profile.resolvedFrom()))
                .inTextOnly("Hash " + hash + ".");
        facts(card, profile);
        profile.unknownParts()
                .forEach(part -> card.note((part.part().equals("file")
                                ? "What the file is, is unknown: "
                                : "How common it is, is unknown: ")
                        + part.reason()
                        + (part.retryAfterSeconds() == null
                                ? ""
                                : " Ask again in " + CardText.duration(part.retryAfterSeconds()) + ".")));
        if (profile.stale()) {
            card.note("Defender can't be asked at the moment, so this is the last answer there was. "
                    + profile.staleReason());
        }
        Asked.passedOver(card, question);
        card.button(Elements.open("Open in Defender", profile.link()));
        if (stage == Stage.BOT) {
            card.otherQuestion(Press.button("Machines", Question.Topic.MACHINES, hash))
                    .otherQuestion(Press.button("Its alerts", Question.Topic.ALERTS, hash));
        } else {
            card.note("Next, mention me with: machines " + hash + "  or  alerts " + hash);
        }
        return card.said();
    }

    private static void facts(Card card, FileProfile profile) {
        card.fact("Verdict", value(profile.determination()))
                .fact("Threat", value(profile.threat()))
                .fact("Names", names(profile))
                .fact("Publisher", value(profile.publisher()))
                .fact("Product", value(profile.product()))
                .fact("Signer", signer(profile))
                .fact("Type", value(profile.fileType()))
                .fact("Size", profile.sizeBytes() == null ? null : CardText.many(profile.sizeBytes(), "byte"));
        if (profile.organization() != null && profile.organization().machines() != null) {
            card.fact(
                    "Here",
                    CardText.many(profile.organization().machines(), "machine") + " in "
                            + CardText.many(profile.organization().lookBackDays(), "day"));
        }
        if (profile.world() != null && profile.world().machines() != null) {
            card.fact("Everywhere", CardText.many(profile.world().machines(), "machine"));
        }
        card.fact("Answer", CardText.age(profile.remembered(), profile.ageSeconds()));
    }

    private static String headline(FileProfile profile) {
        if (profile.known() == null) {
            return "What this file is can't be told at the moment";
        }
        if (!profile.known()) {
            return "Defender does not know this file";
        }
        return isBad(profile) ? "Defender takes this file for malicious" : "What Defender knows of this file";
    }

    private static Card.Mood mood(FileProfile profile) {
        if (profile.known() == null) {
            return Card.Mood.CAREFUL;
        }
        return isBad(profile) ? Card.Mood.ALARMED : Card.Mood.NEUTRAL;
    }

    private static boolean isBad(FileProfile profile) {
        return profile.threat() != null || "Malware".equalsIgnoreCase(profile.determination());
    }

    private static String names(FileProfile profile) {
        return profile.names().stream()
                .limit(MOST_NAMES)
                .map(ProfileCard::value)
                .collect(Collectors.joining(", "));
    }

    private static String signer(FileProfile profile) {
        if (profile.signer() == null) {
            return null;
        }
        String valid = profile.certificateValid() == null
                ? ""
                : profile.certificateValid() ? ", certificate valid" : ", certificate not valid";
        return value(profile.signer()) + valid;
    }

    private static String value(String text) {
        return text == null ? null : CardText.inert(text, LONGEST_VALUE);
    }
}
