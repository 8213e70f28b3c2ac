package dev.filetrail.budget;

import java.time.Duration;

/**
 * At most so many starts in any stretch of time of a given length. It keeps the moment of every start, in a ring as long as
 * the limit: a call may start when the one that stands where its own moment will be written has left the window. Exact,
 * unlike a token bucket or a fixed window, which let twice the limit through at a seam.
 */
final class RollingWindow {

    private final long[] starts;
    private final long length;
    private int next;
    private int kept;

    /**
     * @param limit starts allowed within the window, 1 or more
     * @param length how long the window is
     */
    RollingWindow(int limit, Duration length) {
        if (limit < 1) {
            throw new IllegalArgumentException("a window that allows no call at all is of no use: " + limit);
        }
        this.starts = new long[limit];
        this.length = length.toNanos();
    }

    /**
     * How long a start has to wait.
     *
     * @param now nanoseconds on a clock that never goes back
     * @return nanoseconds, 0 when it may be now
     */
    long untilNext(long now) {
        return kept < starts.length ? 0 : Math.max(0, starts[next] + length - now);
    }

    /**
     * Writes a start down. Only after {@link #untilNext(long)} gave 0.
     *
     * @param now nanoseconds on the same clock
     */
    void start(long now) {
        starts[next] = now;
        next = (next + 1) % starts.length;
        kept = Math.min(kept + 1, starts.length);
    }

    /**
     * How many starts the window still has room for.
     *
     * @param now nanoseconds on the same clock
     * @return 0 to the limit
     */
    int left(long now) {
        int within = 0;
        for (int i = 0; i < kept; i++) {
            if (now - starts[i] < length) {
                within++;
            }
        }
        return starts.length - within;
    }
}
