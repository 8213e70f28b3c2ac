package dev.filetrail.defender;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jboss.resteasy.reactive.common.core.BlockingNotAllowedException;

/**
 * The body of an answer, handed from the thread of the connection to the one that reads. Some pieces may wait, so that the
 * two seldom wait for each other; no more than some, so that a body of any size fits. Closed before its end it ends the
 * connection. Silence ends it too: the connection's idle timeout fails it, and that shows here.
 */
final class BodyStream extends InputStream {

    /** Bytes that may wait to be read before the connection is held. */
    private static final int AHEAD = 256 * 1024;

    private final HttpClientResponse response;
    private final Context connection;
    /** Filled by the connection, under this object's lock. */
    private final Deque<Buffer> waiting = new ArrayDeque<>();

    private int waitingBytes;
    private boolean held;
    private boolean aboutToTell;
    private boolean ended;
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
     */
    BodyStream(HttpClientResponse response, InputStream first) {
        this.response = response;
        this.connection = Vertx.currentContext();
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
        byte[] bytes = new byte[8192];
        try {
            int read;
            while ((read = first.read(bytes)) >= 0) {
                waiting.add(Buffer.buffer(Arrays.copyOf(bytes, read)));
                waitingBytes += read;
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
        failure = cause;
        notifyAll();
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
            while (waiting.isEmpty() && !ended && failure == null) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException("the time for this answer is over");
                }
            }
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

    @Override
    public void close() {
        if (!finished) {
            finished = true;
            taken.clear();
            connection.runOnContext(now -> response.request().reset());
        }
    }
}
