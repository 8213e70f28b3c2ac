// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.function.Predicate;

/** How a sweep asks for a single hash. Its answers come where looking at all of their machines holds nobody up. */
final class SweepQuestions {

    private final Answers answers;
    private final Sha1Lookup lookup;
    private final Perspective perspective;
    private final Asking asking;

    /**
     * @param answers of Defender, remembered and new
     * @param lookup finds the SHA-1 of a SHA-256
     * @param perspective with whose eyes it is asked
     * @param asking who asks, and how
     */
    SweepQuestions(Answers answers, Sha1Lookup lookup, Perspective perspective, Asking asking) {
        this.answers = answers;
        this.lookup = lookup;
        this.perspective = perspective;
        this.asking = asking;
    }

    /** @return the answer that is remembered, if one is and will do; otherwise null */
    Uni<Given> remembered(FileHash hash) {
        Given remembered = hash.isSha1() && !asking.fresh()
                ? answers.remembered(perspective, hash).orElse(null)
                : null;
        return whereItHoldsNobodyUp(remembered);
    }

    /**
     * Asks, once there is a call for it.
     *
     * @param hash of either kind
     * @param patience for how long it may wait for its calls
     * @param isAskedAnyway whether the file with this SHA-1 is asked for already, so that there is no need to
     * @return the answer; null when there was no need for one; {@link SweepTrouble.LookupFailed} when the SHA-1 was not found
     */
    Uni<Given> ask(FileHash hash, Duration patience, Predicate<FileHash> isAskedAnyway) {
        Asking patient = asking.inASweep(patience);
        return lookup.sha1(perspective, hash, patient)
                .onFailure()
                .transform(SweepTrouble.LookupFailed::new)
                .chain(sha1 -> isAskedAnyway.test(sha1)
                        ? Uni.createFrom().nullItem()
                        : answers.get(perspective, sha1, patient))
                .chain(SweepQuestions::whereItHoldsNobodyUp);
    }

    /** @return how old it is */
    long ageSeconds(Given given) {
        return answers.ageSeconds(given.answer());
    }

    /** What has just been fetched is on a thread of its own already, if it is large. */
    private static Uni<Given> whereItHoldsNobodyUp(Given given) {
        Uni<Given> here = Uni.createFrom().item(given);
        return given == null || !given.remembered() || given.answer().machines().size() <= Reporting.QUICK
                ? here
                : here.emitOn(Infrastructure.getDefaultWorkerPool());
    }
}
