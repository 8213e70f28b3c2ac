package dev.filetrail.trail;

import dev.filetrail.budget.Urgency;
import java.time.Duration;

/**
 * How somebody asks.
 *
 * @param door who asks, for the log: {@code mcp}, {@code cli} …
 * @param fresh no remembered answer will do
 * @param urgency who comes first when calls are short
 * @param patience how long to wait for a call; null for as long as is configured
 */
public record Asking(String door, boolean fresh, Urgency urgency, Duration patience) {

    /**
     * A question as usual.
     *
     * @param door who asks
     * @return a question that a remembered answer will do for
     */
    public static Asking at(String door) {
        return new Asking(door, false, Urgency.QUESTION, null);
    }

    /**
     * The same, with or without memory.
     *
     * @param only true when no remembered answer will do
     * @return how to ask
     */
    public Asking fresh(boolean only) {
        return new Asking(door, only, urgency, patience);
    }

    /**
     * One of many: after those who wait for a single answer.
     *
     * @param longest how long to wait for a call
     * @return how to ask
     */
    Asking inASweep(Duration longest) {
        return new Asking(door, fresh, Urgency.SWEEP, longest);
    }
}
