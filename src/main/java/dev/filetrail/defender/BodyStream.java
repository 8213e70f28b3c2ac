// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.common.core.BlockingNotAllowedException;

/**
 * The body of an answer, handed from the thread of the connection to the one that reads. Some pieces may wait, so that the
 * two seldom wait for each other; no more than some, so that a body of any size fits. Closed before its end it ends the
 * connection. So does silence while the reader waits, but not a reader who takes long over what has come; and so does
 * nobody beginning to read, when whoever asked gave up at the moment the answer began.
 */
final class BodyStream extends InputStream {

    /** Bytes that may wait to be read before the connection is held. */
    private static final int AHEAD = 256 * 1024;
    /**
     * Bytes that are read without a thread of their own when they are all: a millisecond's work at the most, and too few to hold
     * a large answer, whose reader waits for its turn.
     */
    static final int SHORT = 64 * 1024;
    /** Bytes of a piece, more or less: what one read of a socket brings. */
    private static final int PIECE = 8 * 1024;

    private final HttpClientResponse response;
    private final Context connection;
    private final Duration longestSilence;
    /** Filled by the connection, under this object's lock. */
    private final Deque<Buffer> waiting = new ArrayDeque<>();

    private int waitingBytes;
    private boolean held;
    private boolean aboutToTell;
    private boolean ended;
    private Throwable failure;
    /** Who is to be told; null when nobody, or no more. */
    private Consumer<Boolean> reader;

    /** None yet: 0 is the number of somebody's timer. */
    private long silenceTimer = -1;
    /** By the clock that only runs; of the last piece, or of the wait for it. */
    private long lastHeard;

    /** What the reader has taken, and reads without a lock. */
    private final Deque<Buffer> taken = new ArrayDeque<>();

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
            takeWhatIsThere(first);
            if (waiting.isEmpty()) {
                takeUntilItWouldWait(first);
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /**
     * With a piece in it the stream has not failed, and tells how long the piece is: nothing has to be thrown, which is dear so
     * deep. With none it tells what the answer announced; so when it tells that, it may have none.
     */
    private void takeWhatIsThere(InputStream first) throws IOException {
        for (int there = first.available(); there > 0 && there != announced(); there = first.available()) {
            byte[] bytes = new byte[there];
            keep(bytes, 0, first.read(bytes));
        }
    }

    /** As the stream tells it. */
    private int announced() {
        String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : (int) Math.min(Long.parseLong(length), Integer.MAX_VALUE);
    }

    private void takeUntilItWouldWait(InputStream first) throws IOException {
        byte[] bytes = new byte[PIECE];
        int from = 0;
        try {
            int read;
            while ((read = first.read(bytes, from, bytes.length - from)) >= 0) {
                // Not copied: what follows is read into the rest, or into another array.
                keep(bytes, from, read);
                from += read;
                if (from == bytes.length) {
                    bytes = new byte[PIECE];
                    from = 0;
                }
            }
            ended = true;
        } catch (BlockingNotAllowedException e) {
            // That was all: it would wait for more, which it may not on this thread. More comes to us.
            ended = false;
        }
    }

    private void keep(byte[] bytes, int from, int length) {
        waiting.add(Buffer.buffer(Unpooled.wrappedBuffer(bytes, from, length)));
        waitingBytes += length;
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
        waiting.add(piece);
        waitingBytes += piece.length();
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
