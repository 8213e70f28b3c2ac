package dev.filetrail.trail;

import java.util.concurrent.atomic.AtomicBoolean;

/** A question that is under way, and ends once, however many say so: an answer and whoever gives up may meet. */
final class Pending {

    private final long since;
    private final AtomicBoolean over = new AtomicBoolean();

    /** @param since when it began, by the ticker */
    Pending(long since) {
        this.since = since;
    }

    /** @return when it began, by the ticker */
    long since() {
        return since;
    }

    /** @return true the first time */
    boolean ends() {
        return over.compareAndSet(false, true);
    }
}
