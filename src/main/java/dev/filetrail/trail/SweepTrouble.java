// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.Ticker;
import dev.filetrail.defender.DefenderException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells what a failure means for a sweep: for this hash alone, for a while, or for all that are still to come, which then cost
 * no call. Safe for several threads.
 */
final class SweepTrouble {

    /** So many outages in a row are no bad luck of single files. */
    private static final int OUTAGES_THAT_ARE_ONE = 3;

    private static final int MOST_ATTEMPTS = 4;
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONG_PAUSE = Duration.ofSeconds(30);
    /** How long a sweep that has time waits for Defender to come back. */
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(10);

    private final boolean endless;
    private final Ticker ticker;
    private final Set<Integer> inARow = new LinkedHashSet<>();
    private final Map<Integer, Integer> attempts = new HashMap<>();
    private int outages;
    private long lastGood;
    private TrailException lookupRefused;

    /**
     * @param endless somebody waits as long as it takes
     * @param ticker the time
     */
    SweepTrouble(boolean endless, Ticker ticker) {
        this.endless = endless;
        this.ticker = ticker;
        this.lastGood = ticker.nanos();
    }

    /** What is to be done. */
    enum What {
        /** It stays without an answer, as far as this sweep goes. */
        FAILED,
        /** The same, and it would be so another time. */
        FAILED_FOR_GOOD,
        /** It is to be asked for again. */
        AGAIN,
        /** All others would fail as well. */
        STOP,
        /** A fault of FileTrail's own. */
        FAULT
    }

    /**
     * What to do, and why.
     *
     * @param what to do
     * @param why in words
     * @param after when to ask again; null unless that is to be done
     */
    record Verdict(What what, TrailException why, Duration after) {}

    /** The failure of the call for the SHA-1 of a SHA-256. */
    static final class LookupFailed extends RuntimeException {

        private static final long serialVersionUID = 1;

        LookupFailed(Throwable cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }

    /** @return why no SHA-256 can be looked up; null as long as nothing says so */
    synchronized TrailException lookupRefused() {
        return lookupRefused;
    }

    /**
     * An answer came.
     *
     * @return whether it is time to stop: it is an old one once more, since Defender is down
     */
    synchronized boolean isEnough(Given given) {
        if (given.staleReason() != null) {
            outages++;
            return outages >= OUTAGES_THAT_ARE_ONE && !endless;
        }
        if (!given.remembered()) {
            outages = 0;
            inARow.clear();
            lastGood = ticker.nanos();
        }
        return false;
    }

    /** @return those that failed of late for the reason that has now stopped the sweep; to be asked for again */
    synchronized Set<Integer> sameTrouble() {
        return Set.copyOf(inARow);
    }

    /** @return when to come again after all this; null when waiting alone is no remedy */
    Duration comeAgain(TrailException why) {
        return why.waitTime() == null && why.getCause() instanceof DefenderException e && e.isOutage()
                ? LONG_PAUSE
                : why.waitTime();
    }

    /**
     * Judges a failure.
     *
     * @param place of the hash
     * @param failure of its question
     * @return what to do
     */
    synchronized Verdict judge(int place, Throwable failure) {
        boolean lookup = failure instanceof LookupFailed;
        Throwable cause = lookup ? failure.getCause() : failure;
        TrailException why = cause instanceof TrailException known
                ? known
                : cause instanceof DefenderException e ? TrailException.unanswered(e) : TrailException.fault(cause);
        if (!(why.getCause() instanceof DefenderException e)) {
            return verdict(cause instanceof TrailException ? What.FAILED_FOR_GOOD : What.FAULT, why);
        }
        return switch (e.kind()) {
            case BUDGET_SPENT, THROTTLED, OVERLOADED -> again(why, e.waitTime());
            case BAD_REQUEST, TOO_LARGE -> verdict(What.FAILED_FOR_GOOD, why);
            case FORBIDDEN -> lookup ? lookupIsRefused(why) : verdict(What.STOP, why);
            case UNAUTHORIZED -> verdict(What.STOP, why);
            default -> e.isOutage() ? outage(place, why, e) : verdict(What.STOP, why);
        };
    }

    private Verdict lookupIsRefused(TrailException why) {
        lookupRefused = why;
        return verdict(What.FAILED, why);
    }

    private Verdict outage(int place, TrailException why, DefenderException e) {
        outages++;
        boolean all = outages >= OUTAGES_THAT_ARE_ONE || e.kind() == DefenderException.Kind.RESTING;
        if (endless) {
            if (all) {
                return ticker.nanos() - lastGood > LONGEST_OUTAGE.toNanos()
                        ? verdict(What.STOP, why)
                        : again(why, LONG_PAUSE);
            }
            return attempts.merge(place, 1, Integer::sum) < MOST_ATTEMPTS
                    ? again(why, PAUSE)
                    : verdict(What.FAILED, why);
        }
        if (all) {
            return verdict(What.STOP, why);
        }
        inARow.add(place);
        return verdict(What.FAILED, why);
    }

    private static Verdict verdict(What what, TrailException why) {
        return new Verdict(what, why, null);
    }

    private static Verdict again(TrailException why, Duration wait) {
        return new Verdict(What.AGAIN, why, wait == null || wait.compareTo(A_MOMENT) < 0 ? A_MOMENT : wait);
    }
}
