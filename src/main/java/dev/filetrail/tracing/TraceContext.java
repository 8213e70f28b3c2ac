// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.tracing;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a trace, so that a call to Defender can be found beside what caused it (W3C Trace Context).
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits: what whoever hears of this place belongs under
 * @param flags two hexadecimal digits, as they came
 * @param state of other systems in the trace, as it came; null when there is none
 */
public record TraceContext(String traceId, String spanId, String flags, String state) {

    private static final Pattern PARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    /** What fits a header; more than 512 characters nobody has to pass on (section 3.3.1.5). */
    private static final Pattern STATE = Pattern.compile("[ -~]{1,512}");

    /**
     * Reads one.
     *
     * @param parent {@code traceparent} as it came; anything, or null
     * @param state {@code tracestate} as it came; anything, or null
     * @return null when the first names no trace
     */
    public static TraceContext of(String parent, String state) {
        if (parent == null) {
            return null;
        }
        Matcher named = PARENT.matcher(parent);
        return named.matches()
                ? new TraceContext(
                        named.group(1),
                        named.group(2),
                        named.group(3),
                        state != null && STATE.matcher(state).matches() ? state : null)
                : null;
    }

    /** @return the beginning of a trace that nobody has named yet */
    static TraceContext root() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new TraceContext(hex(random.nextLong()) + hex(id()), hex(id()), "01", null);
    }

    /** @return a new place in the same trace */
    TraceContext next() {
        return new TraceContext(traceId, hex(id()), flags, state);
    }

    /** @return whether whoever began the trace wants it recorded */
    boolean isSampled() {
        return (Character.digit(flags.charAt(1), 16) & 1) == 1;
    }

    /** @return the headers that tell of this place */
    public Map<String, String> headers() {
        String parent = "00-" + traceId + "-" + spanId + "-" + flags;
        return state == null ? Map.of("traceparent", parent) : Map.of("traceparent", parent, "tracestate", state);
    }

    private static long id() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }

    private static String hex(long number) {
        return HexFormat.of().toHexDigits(number);
    }
}
