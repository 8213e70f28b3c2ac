package dev.filetrail.defender;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace that a question belongs to, so that a call to Defender can be found beside what caused it (W3C Trace Context).
 *
 * @param traceId 32 hexadecimal digits
 * @param flags two hexadecimal digits, as they came
 * @param state of other systems in the trace, as it came; null when there is none
 */
public record TraceContext(String traceId, String flags, String state) {

    private static final Pattern PARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?");
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
        Matcher named = PARENT.matcher(parent == null ? "" : parent);
        return named.matches()
                ? new TraceContext(
                        named.group(1),
                        named.group(2),
                        state != null && STATE.matcher(state).matches() ? state : null)
                : null;
    }

    /** @return the headers of a call within the trace, which is a span of its own */
    Map<String, String> headers() {
        long span = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        String parent = "00-" + traceId + "-" + HexFormat.of().toHexDigits(span) + "-" + flags;
        return state == null ? Map.of("traceparent", parent) : Map.of("traceparent", parent, "tracestate", state);
    }
}
