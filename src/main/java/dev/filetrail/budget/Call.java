// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call that may be made now. Whoever has it says in the end what became of it; only the first word counts. */
public final class Call {

    private final WaitingLine line;
    private final String id;
    private final boolean probe;
    private final int throttlesBefore;
    private final AtomicBoolean told = new AtomicBoolean();

    Call(WaitingLine line, String id, boolean probe, int throttlesBefore) {
        this.line = line;
        this.id = id;
        this.probe = probe;
        this.throttlesBefore = throttlesBefore;
    }

    /**
     * Whether a 429 has come to another call since this one was granted. One that has not been made by then is not to be made, but
     * given back as {@link #unused()}.
     *
     * @return true when it comes too late
     */
    public boolean overtaken() {
        return line.throttles() != throttlesBefore;
    }

    /** The answer has begun, whatever it says, or there will be none. */
    public void answered() {
        if (told.compareAndSet(false, true)) {
            line.answered(id, probe);
        }
    }

    /**
     * Defender has refused it for being asked too often: another program may share the allowance, or the quota by
     * processor time, which nobody can count from outside, may be used up. Nobody calls for so long.
     *
     * @param wait from now on
     */
    public void throttled(Duration wait) {
        if (told.compareAndSet(false, true)) {
            line.throttled(id, probe, wait);
        }
    }

    /** It was never made. */
    public void unused() {
        if (told.compareAndSet(false, true)) {
            line.unused(id, probe);
        }
    }
}
