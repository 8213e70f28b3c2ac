// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Messages on their way out. Whoever has one leaves it and goes on; one thread writes them, each whole, in the order in which
 * they came. When nobody reads them they pile up only so far: then no more questions are to be taken.
 */
final class Outbox implements Runnable {

    /** Two hundred answers of usual size are a fourth of this. */
    private static final long FULL = 16L * 1024 * 1024;

    private final OutputStream out;
    private final Runnable unread;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean writing;
    private boolean closed;

    /**
     * @param out where to write; its buffer is flushed when nothing more waits
     * @param unread what to do when the other end is gone; run once
     */
    Outbox(OutputStream out, Runnable unread) {
        this.out = out;
        this.unread = unread;
    }

    /**
     * Leaves a message. Never waits.
     *
     * @param message without a line's end in it
     */
    void put(String message) {
        byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            if (!closed) {
                waiting.add(line);
                bytes += line.length;
                notifyAll();
            }
        }
    }

    /** @return no more should be put in: they are not read as fast as they come */
    synchronized boolean isFull() {
        return bytes > FULL;
    }

    /** Waits until somebody has read enough; or until nobody ever will. */
    synchronized void awaitRoom() throws InterruptedException {
        while (bytes > FULL && !closed) {
            wait();
        }
    }

    /**
     * Waits until everything is written.
     *
     * @param longest how long; what is left then stays unwritten
     */
    synchronized void awaitEmpty(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while ((!waiting.isEmpty() || writing) && !closed) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    /** Writes until the other end is gone. */
    @Override
    public void run() {
        try {
            for (byte[] line = next(); line != null; line = next()) {
                out.write(line);
                written(line.length);
            }
        } catch (IOException e) {
            close();
            unread.run();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
        }
    }

    private byte[] next() throws IOException, InterruptedException {
        if (isEmpty()) {
            out.flush();
        }
        synchronized (this) {
            writing = false;
            notifyAll();
            while (waiting.isEmpty() && !closed) {
                wait();
            }
            writing = true;
            return waiting.poll();
        }
    }

    private synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    private synchronized void written(int length) {
        bytes -= length;
        notifyAll();
    }

    private synchronized void close() {
        closed = true;
        writing = false;
        waiting.clear();
        notifyAll();
    }
}
