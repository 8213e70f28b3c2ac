// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.tracing.Span;
import java.util.concurrent.atomic.AtomicBoolean;

/** A question that is under way, and ends once, however many say so: an answer and whoever gives up may meet. */
final class Pending {

    private final Asking asking;
    private final long since;
    private final Span span;
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * @param asking who asks, and how
     * @param since when it began, by the ticker
     * @param span that all its work belongs to
     */
    Pending(Asking asking, long since, Span span) {
        this.asking = asking;
        this.since = since;
        this.span = span;
    }

    /** @return who asks, and how: all that is done for them belongs to this question's place in the trace */
    Asking asking() {
        return asking.within(span);
    }

    /** @return when it began, by the ticker */
    long since() {
        return since;
    }

    /** @return told what became of it */
    Span span() {
        return span;
    }

    /** @return true the first time */
    boolean ends() {
        return over.compareAndSet(false, true);
    }
}
