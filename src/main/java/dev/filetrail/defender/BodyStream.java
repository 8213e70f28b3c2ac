// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The body of an answer, handed from the thread of the connection to the one that reads. Some pieces may wait, so that the
 * two seldom wait for each other; no more than some, so that a body of any size fits. Closed before its end it ends the
 * connection. So does silence while the reader waits, but not a reader who takes long over what has come; and so does
 * nobody beginning to read, when whoever asked gave up at the moment the answer began.
 *
 * <p>The thread of the connection brings pieces ({@link #came}), the end or a failure. Whoever wants the body is told there
 * when it can be read ({@link #whenReadable}): all of a short one is then read on that thread, which need not wait for anything; a long one
 * on a thread of its own, which waits in {@link #read} for the pieces to come. The lock is held where the two meet, not while
 * a piece is read: the reader takes all that waits at once. Any thread may {@link #abandon} it.
 */
final class BodyStream extends InputStream {

    /** Bytes that may wait to be read before the connection is held. */
    private static final int AHEAD = 256 * 1024;
    /**
     * Bytes that are read without a thread of their own when they are all: a millisecond's work at the most, and too few to hold
     * a large answer, whose reader waits for its turn.
     */
    static final int SHORT = 64 * 1024;

    private final HttpClientResponse response;
    private final Context connection;
    private final Duration longestSilence;

    // Where the two threads meet, under this object's lock: what the connection has brought.

    private final Deque<Buffer> waiting = new ArrayDeque<>();
    private int waitingBytes;
    /** The connection brings no more until what waits is taken. */
    private boolean held;

    private boolean ended;
    private Throwable failure;

    // Under the lock as well: who is to be told that it can be read.

    /** Null when nobody, or no more. */
    private Consumer<Boolean> reader;

    private boolean aboutToTell;
    /** None yet: 0 is the number of somebody's timer. */
    private long silenceTimer = -1;
    /** By the clock that only runs; of the last piece, or of the wait for it. */
    private long lastHeard;

    // Of the reader alone, without a lock.

    private final Deque<Buffer> taken = new ArrayDeque<>();
    /** What has been read of the first of them. */
    private int at;

    private boolean finished;

    /**
     * Takes the body over from another stream. On the thread of the connection, which can bring nothing meanwhile.
     *
     * @param response whose body is read
     * @param first the stream that has it so far, with maybe a piece in it
     * @param longestSilence how long a reader waits for the next piece
     */
    BodyStream(HttpClientResponse response, InputStream first, Duration longestSilence) {
        this.response = response;
        this.connection = Vertx.currentContext();
        this.longestSilence = longestSilence;
        try {
            response.exceptionHandler(this::failed);
            response.endHandler(end -> ended());
            response.handler(this::came);
            takeOver(first);
            response.resume();
        } catch (IllegalStateException e) {
            // There is no body, or it was over with its first piece.
            takeOver(first);
            ended = true;
        }
    }

    private void takeOver(InputStream first) {
        try {
            ended |= HandedOver.take(first, response, this::keep);
        } catch (IOException e) {
            failure = e;
        }
    }

    private void keep(Buffer piece) {
        waiting.add(piece);
        waitingBytes += piece.length();
    }

    /**
     * Tells when to begin reading: when all of a short body has come, or it has failed, or more has come than is waited for.
     *
     * @param wanted told once, on the thread of the connection: true when reading will not wait
     */
    void whenReadable(Consumer<Boolean> wanted) {
        synchronized (this) {
            reader = wanted;
            lastHeard = System.nanoTime();
            listenForSilence(longestSilence.toMillis());
        }
        tellSoon();
    }

    private synchronized void listenForSilence(long millis) {
        silenceTimer = connection.owner().setTimer(Math.max(1, millis), timer -> endIfSilent());
    }

    private void endIfSilent() {
        long left;
        synchronized (this) {
            if (reader == null) {
                return;
            }
            left = longestSilence.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastHeard);
            if (left > 0) {
                listenForSilence(left);
                return;
            }
        }
        failed(silence());
        response.request().reset();
    }

    private synchronized void came(Buffer piece) {
        keep(piece);
        lastHeard = reader == null ? lastHeard : System.nanoTime();
        if (waitingBytes > AHEAD && !held) {
            held = true;
            response.pause();
        }
        tellSoon();
    }

    private synchronized void ended() {
        ended = true;
        tellSoon();
    }

    private synchronized void failed(Throwable cause) {
        // The first one says why; what ending the connection brings about only follows from it.
        failure = failure == null ? cause : failure;
        tellSoon();
    }

    /** When all that one read of the socket brought is here, since pieces can be as small as a machine; and the connection is free for the next. */
    private synchronized void tellSoon() {
        if (!aboutToTell) {
            aboutToTell = true;
            connection.runOnContext(now -> tell());
        }
    }

    private void tell() {
        Consumer<Boolean> told = null;
        boolean whole;
        synchronized (this) {
            aboutToTell = false;
            notifyAll();
            whole = ended || failure != null;
            if (reader != null && (whole || waitingBytes > SHORT)) {
                told = reader;
                reader = null;
                connection.owner().cancelTimer(silenceTimer);
            }
            whole &= waitingBytes <= SHORT;
        }
        if (told != null) {
            told.accept(whole);
        }
    }

    /** Nobody wants it any more: ends the connection, unless all of it has come, and wakes whoever reads. From any thread. */
    void abandon() {
        synchronized (this) {
            reader = null;
            connection.owner().cancelTimer(silenceTimer);
            if (ended || failure != null) {
                return;
            }
        }
        failed(new IOException("nobody waits for the answer any more"));
        connection.runOnContext(now -> response.request().reset());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read;
        do {
            read = read(one, 0, 1);
        } while (read == 0);
        return read < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (taken.isEmpty() || taken.element().length() == 0) {
            if (!taken.isEmpty()) {
                taken.remove();
            } else if (finished || !take()) {
                finished = true;
                return -1;
            }
        }
        Buffer piece = taken.element();
        int read = Math.min(length, piece.length() - at);
        piece.getBytes(at, at + read, bytes, from);
        at += read;
        if (at == piece.length()) {
            taken.remove();
            at = 0;
        }
        return read;
    }

    /** Takes all that waits, waiting for it if need be, and lets more come. False at the end. */
    private boolean take() throws IOException {
        boolean letMoreCome;
        synchronized (this) {
            awaitNext();
            if (waiting.isEmpty() && failure != null) {
                throw new IOException(failure);
            }
            taken.addAll(waiting);
            waiting.clear();
            waitingBytes = 0;
            letMoreCome = held;
            held = false;
        }
        if (letMoreCome) {
            connection.runOnContext(now -> response.resume());
        }
        return !taken.isEmpty();
    }

    private synchronized void awaitNext() throws IOException {
        long until = System.nanoTime() + longestSilence.toNanos();
        while (waiting.isEmpty() && !ended && failure == null) {
            long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (millis <= 0) {
                close();
                throw silence();
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                throw new InterruptedIOException("the time for this answer is over");
            }
        }
    }

    private IOException silence() {
        return new IOException("nothing came for " + longestSilence.toMillis() + " ms");
    }

    @Override
    public void close() {
        if (!finished) {
            finished = true;
            taken.clear();
            connection.runOnContext(now -> response.request().reset());
        }
    }
}
