// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.netty.buffer.Unpooled;
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
    /** Bytes of a piece, more or less: what one read of a socket brings. */
    private static final int PIECE = 8 * 1024;

    private final HttpClientResponse response;
    private final Context connection;
    private final Duration longestSilence;
    private final long unreadTimer;
    /** Filled by the connection, under this object's lock. */
    private final Deque<Buffer> waiting = new ArrayDeque<>();

    private int waitingBytes;
    private boolean held;
    private boolean aboutToTell;
    private boolean ended;
    private boolean begun;
    private Throwable failure;

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
     * @param longestUnread how long it waits for a reader
     */
    BodyStream(HttpClientResponse response, InputStream first, Duration longestSilence, Duration longestUnread) {
        this.response = response;
        this.connection = Vertx.currentContext();
        this.longestSilence = longestSilence;
        this.unreadTimer = connection.owner().setTimer(longestUnread.toMillis(), timer -> endUnlessBegun());
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
        byte[] bytes = new byte[PIECE];
        int from = 0;
        try {
            int read;
            while ((read = first.read(bytes, from, bytes.length - from)) >= 0) {
                // Not copied: what follows is read into the rest, or into another array.
                waiting.add(Buffer.buffer(Unpooled.wrappedBuffer(bytes, from, read)));
                waitingBytes += read;
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
        } catch (IOException e) {
            failure = e;
        }
    }

    private synchronized void came(Buffer piece) {
        waiting.add(piece);
        waitingBytes += piece.length();
        if (waitingBytes > AHEAD && !held) {
            held = true;
            response.pause();
        }
        if (!aboutToTell) {
            // When all that one read of the socket brought is here: pieces can be as small as a machine.
            aboutToTell = true;
            connection.runOnContext(now -> tell());
        }
    }

    private synchronized void tell() {
        aboutToTell = false;
        notifyAll();
    }

    private synchronized void ended() {
        ended = true;
        notifyAll();
    }

    private synchronized void failed(Throwable cause) {
        // The first one says why; what ending the connection brings about only follows from it.
        failure = failure == null ? cause : failure;
        notifyAll();
    }

    private synchronized void endUnlessBegun() {
        if (!begun && !ended) {
            failed(new IOException("nobody read the answer"));
            response.request().reset();
        }
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
            begin();
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

    private void begin() {
        if (!begun) {
            begun = true;
            connection.owner().cancelTimer(unreadTimer);
        }
    }

    private synchronized void awaitNext() throws IOException {
        long until = System.nanoTime() + longestSilence.toNanos();
        while (waiting.isEmpty() && !ended && failure == null) {
            long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (millis <= 0) {
                close();
                throw new IOException("nothing came for " + longestSilence.toMillis() + " ms");
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                throw new InterruptedIOException("the time for this answer is over");
            }
        }
    }

    @Override
    public void close() {
        connection.owner().cancelTimer(unreadTimer);
        if (!finished) {
            finished = true;
            taken.clear();
            connection.runOnContext(now -> response.request().reset());
        }
    }
}
