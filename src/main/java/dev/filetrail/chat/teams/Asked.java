// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import dev.filetrail.trail.SweepReport.NotUnderstood;
import java.util.List;

/** What was asked, as every card tells it. */
final class Asked {

    private static final int MOST_TOLD = 3;

    private Asked() {}

    /**
     * The file.
     *
     * @param sha1 may be null
     * @param sha256 that it was asked by; may be null
     * @return the runs of a line
     */
    static Run[] hash(String sha1, String sha256) {
        String named = sha1 == null ? sha256 : sha1;
        Run title = Run.own((sha1 == null ? "SHA-256 " : "SHA-1 ")).subtle();
        Run hash = Run.foreign(named, 64).code();
        return sha1 == null || sha256 == null
                ? new Run[] {title, hash}
                : new Run[] {
                    title,
                    hash,
                    Run.own(" asked by SHA-256 ").subtle(),
                    Run.foreign(sha256, 64).code()
                };
    }

    /**
     * Tells what of a question is not answered.
     *
     * @param card to tell it on
     * @param question what was asked
     */
    static void passedOver(Card card, Question question) {
        int hashes = question.list().hashes().size();
        if (hashes > 1) {
            card.note("This is about the first of the " + hashes + " hashes.");
        }
        notUnderstood(card, question.list().notUnderstood(), question.list().moreNotUnderstood());
    }

    /**
     * Tells what looks like a hash and is none.
     *
     * @param card to tell it on
     * @param all the first few of those
     * @param more how many more there are
     */
    static void notUnderstood(Card card, List<NotUnderstood> all, int more) {
        all.stream()
                .limit(MOST_TOLD)
                .forEach(each -> card.note("Passed over: '" + each.text() + "', " + each.reason() + "."));
        int untold = all.size() + more - MOST_TOLD;
        if (untold > 0) {
            card.note("Passed over besides: " + untold + " more.");
        }
    }
}
