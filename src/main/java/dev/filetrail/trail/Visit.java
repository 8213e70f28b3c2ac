package dev.filetrail.trail;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody at a door.
 *
 * @param door {@code mcp}, {@code cli} …
 * @param caller who it is
 * @param correlationId what this one question is called, in the audit log and towards whoever asked
 * @param traceId the caller's trace, 32 hexadecimal digits; null when there is none
 */
public record Visit(String door, Caller caller, String correlationId, String traceId) {

    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    /**
     * A visit with a name of its own.
     *
     * @param door which door
     * @param caller who it is
     * @return a visit that belongs to no trace
     */
    public static Visit of(String door, Caller caller) {
        return new Visit(door, caller, UUID.randomUUID().toString(), null);
    }

    /**
     * The same within a trace (W3C Trace Context, section 3.2).
     *
     * @param traceParent what the caller sent; anything, or null
     * @return a visit in that trace, or this one when that names none
     */
    public Visit within(String traceParent) {
        Matcher named = TRACE_PARENT.matcher(traceParent == null ? "" : traceParent);
        return named.matches() ? new Visit(door, caller, correlationId, named.group(1)) : this;
    }
}
