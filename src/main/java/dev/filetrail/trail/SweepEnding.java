// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/**
 * Why a sweep ends before it has asked for all, and when to ask for the rest.
 *
 * @param reason in words
 * @param comeAgain when; null when that is as soon as there are calls for the rest
 * @param waitingHelps false when waiting alone is no remedy
 */
record SweepEnding(String reason, Duration comeAgain, boolean waitingHelps) {

    static final SweepEnding NO_CALL =
            asSoonAsThereAreCalls("No call to Defender was to be had in time: the allowance is spent for now, of which"
                    + " sweeps leave a share to single questions, or Defender has asked for a pause.");
    static final SweepEnding NO_TIME =
            asSoonAsThereAreCalls("The time for one sweep was over before all were asked for.");
    static final SweepEnding SHUTDOWN = asSoonAsThereAreCalls(HashSweep.SHUTTING_DOWN);

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private static SweepEnding asSoonAsThereAreCalls(String reason) {
        return new SweepEnding(reason, null, true);
    }

    /** @param staleReason why the answers that come are old ones */
    static SweepEnding oldAnswers(String staleReason) {
        return asSoonAsThereAreCalls(staleReason + " Some of the answers are older ones; ask for the rest later.");
    }

    /**
     * All further questions would fail.
     *
     * @param why they would
     * @param comeAgain when that may be over; null when waiting alone is no remedy
     */
    static SweepEnding trouble(TrailException why, Duration comeAgain) {
        return new SweepEnding(why.getMessage() + " " + why.whatToDo(), comeAgain, comeAgain != null);
    }

    /**
     * When to ask for the rest.
     *
     * @param unfinished the rest
     * @param budget gives the calls
     * @return null when waiting alone is no remedy; never fails
     */
    Uni<Duration> untilAllCanBeAsked(List<FileHash> unfinished, CallBudget budget) {
        if (unfinished.isEmpty() || comeAgain != null || !waitingHelps) {
            return Uni.createFrom().item(comeAgain);
        }
        int lookups = (int) unfinished.stream().filter(hash -> !hash.isSha1()).count();
        Uni<Duration> machines = budget.untilSweep(CallKind.MACHINES_OF_FILE, unfinished.size());
        Uni<Duration> all = lookups == 0
                ? machines
                : machines.chain(first -> budget.untilSweep(CallKind.FILE, lookups)
                        .map(second -> first.compareTo(second) > 0 ? first : second));
        return all.onFailure().recoverWithItem(A_MOMENT);
    }
}
