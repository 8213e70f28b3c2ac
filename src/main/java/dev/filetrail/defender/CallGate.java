// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import dev.filetrail.tracing.Span;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Passed before every attempt to call, so that whoever keeps the budget counts each one. One for each question. */
public interface CallGate {

    /**
     * Waits for a call, bounded, and without holding a thread. Whoever cancels waits no longer.
     *
     * @return a call that is granted and counted; whoever has it says what became of it. Or {@link DefenderException#budgetSpent},
     *     when there is none to be had in time
     */
    Uni<Passage> enter();

    /** @return the question's place in a trace, which each call belongs to */
    default Span span() {
        return Span.unrecorded(null);
    }

    /** A call that may be made now. Only the first word on it counts. */
    interface Passage {

        /** The answer has begun, whatever it says, or there will be none. */
        void answered();

        /** @param wait for how long Defender wants to hear nothing more of this kind */
        void throttled(Duration wait);

        /** The call was never made. */
        void unused();
    }
}
