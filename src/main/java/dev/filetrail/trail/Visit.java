// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.tracing.TraceContext;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Somebody at a door.
 *
 * @param door {@code mcp}, {@code cli} …
 * @param caller who it is
 * @param correlationId what this one question is called, in the audit log and towards whoever asked
 * @param trace the place in the caller's, or in one that begins here; null when there is none
 */
public record Visit(String door, Caller caller, String correlationId, TraceContext trace) {

    /**
     * A visit with a name of its own.
     *
     * @param door which door
     * @param caller who it is
     * @return a visit that belongs to no trace
     */
    public static Visit of(String door, Caller caller) {
        return new Visit(door, caller, name(), null);
    }

    /** Nobody is let in for knowing it, so it need not be hard to guess, for which a sixtieth of a remembered answer was spent. */
    private static String name() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long version4 = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000;
        long variant2 = (random.nextLong() & (Long.MAX_VALUE >>> 1)) | Long.MIN_VALUE;
        return new UUID(version4, variant2).toString();
    }

    /**
     * The same within a trace (W3C Trace Context, section 3.2).
     *
     * @param traceParent what the caller sent; anything, or null
     * @param traceState what the caller sent with it; anything, or null
     * @return a visit in that trace, or this one when that names none
     */
    public Visit within(String traceParent, String traceState) {
        TraceContext named = TraceContext.of(traceParent, traceState);
        return named == null ? this : new Visit(door, caller, correlationId, named);
    }

    /** @return the same at that place in a trace; null for none */
    Visit at(TraceContext place) {
        return new Visit(door, caller, correlationId, place);
    }

    /** @return the caller's trace, 32 hexadecimal digits; null when there is none */
    public String traceId() {
        return trace == null ? null : trace.traceId();
    }
}
