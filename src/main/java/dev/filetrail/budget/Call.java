package dev.filetrail.budget;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call that may be made now. Whoever has it says in the end what became of it; only the first word counts. */
public final class Call {

    private final WaitingLine line;
    private final String id;
    private final boolean probe;
    private final AtomicBoolean told = new AtomicBoolean();

    Call(WaitingLine line, String id, boolean probe) {
        this.line = line;
        this.id = id;
        this.probe = probe;
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
