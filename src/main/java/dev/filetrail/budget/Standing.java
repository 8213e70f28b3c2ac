// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * How this replica stands with the store. Once it has lost the store it keeps to its own share, and for another while after
 * it has found it again: the other replicas may not have written yet what they have called meanwhile.
 */
final class Standing {

    /** After the store is found again, until all others have found it, too. */
    private static final Duration UNTIL_ALL_ARE_BACK = Duration.ofSeconds(60);

    /** After a store has begun to remember, until the replicas that used it before have told it what they know. */
    private static final Duration UNTIL_ALL_HAVE_WRITTEN = Duration.ofSeconds(3);

    private static final Logger LOG = Logger.getLogger(Standing.class);

    private final SharedStore store;
    private final double share;
    private final Ticker ticker;
    private final List<Concerned> concerned = new ArrayList<>();
    private boolean met;
    private boolean reachable;
    private boolean careful;
    private long carefulUntil;

    Standing(SharedStore store, double share, Ticker ticker) {
        this.store = store;
        this.share = share;
        this.ticker = ticker;
    }

    /** Who is told how things change. */
    interface Concerned {

        /** This replica's own share begins to count. */
        void shareBegins();

        /** The store can't be reached; what it knows when it is back is not known. */
        void storeLost();
    }

    /** @param one is told from now on */
    synchronized void tell(Concerned one) {
        concerned.add(one);
    }

    /** @return whether it makes sense to ask the store */
    synchronized boolean isReachable() {
        return reachable;
    }

    /** @return whether it is known yet how things stand */
    synchronized boolean isKnown() {
        return met;
    }

    /** @return whether this replica keeps to its own share */
    synchronized boolean isCareful() {
        if (careful && reachable && ticker.nanos() - carefulUntil >= 0) {
            careful = false;
        }
        return careful;
    }

    /**
     * The store can't be reached.
     *
     * @param reason for the log
     */
    synchronized void lost(Throwable reason) {
        concerned.forEach(Concerned::storeLost);
        if (met && !reachable) {
            return;
        }
        beCareful();
        met = true;
        reachable = false;
        String why = StoreTrouble.of(reason);
        store.lost(why);
        if (!store.isStopped()) {
            LOG.warn("The store that replicas share, " + store.address() + ", is lost: " + why
                    + ". This replica goes on with " + share + " of the budget and its own memory, and comes back by"
                    + " itself.");
        }
    }

    /**
     * The store has answered, and knows of all that this replica has called.
     *
     * @param memory for how long the store remembers
     */
    synchronized void found(Duration memory) {
        if (reachable) {
            return;
        }
        if (met) {
            LOG.info("The store that replicas share, " + store.address() + ", is back.");
            carefulUntil = ticker.nanos() + UNTIL_ALL_ARE_BACK.toNanos();
        } else {
            LOG.info("The budget and the remembered answers are shared through " + store.address() + ".");
            if (memory.compareTo(UNTIL_ALL_HAVE_WRITTEN) < 0) {
                beCareful();
                carefulUntil =
                        ticker.nanos() + UNTIL_ALL_HAVE_WRITTEN.minus(memory).toNanos();
            }
        }
        met = true;
        reachable = true;
        store.found();
    }

    /** The store answers, but has forgotten what it knew. */
    synchronized void forgotten() {
        if (!isCareful()) {
            LOG.warn("The store that replicas share, " + store.address() + ", has lost its memory: for a minute this"
                    + " replica keeps to " + share + " of the budget.");
        }
        beCareful();
        carefulUntil = ticker.nanos() + UNTIL_ALL_ARE_BACK.toNanos();
    }

    private void beCareful() {
        if (!isCareful()) {
            careful = true;
            concerned.forEach(Concerned::shareBegins);
        }
    }
}
