// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Every message is written whole, and nobody who leaves one waits. */
class OutboxTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void writesWhatManyLeaveEachWhole() throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Outbox outbox = running(out, () -> {});
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            String message = String.valueOf(thread).repeat(5_000);
            Thread leaving = new Thread(() -> {
                for (int i = 0; i < 100; i++) {
                    outbox.put(message);
                }
            });
            threads.add(leaving);
            leaving.start();
        }
        for (Thread each : threads) {
            each.join();
        }
        outbox.awaitEmpty(LONG);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(800)
                .allMatch(line ->
                        line.length() == 5_000 && line.chars().distinct().count() == 1);
    }

    @Test
    void isFullWhileNobodyReadsAndHasRoomAgainThen() throws InterruptedException {
        CountDownLatch reads = new CountDownLatch(1);
        Outbox outbox = running(
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new AssertionError("single bytes");
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        try {
                            reads.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                },
                () -> {});
        String message = "x".repeat(1_000_000);
        for (int i = 0; i < 17; i++) {
            assertThat(outbox.isFull()).isFalse();
            outbox.put(message);
        }
        assertThat(outbox.isFull()).isTrue();
        outbox.awaitEmpty(Duration.ofMillis(1));
        assertThat(outbox.isFull()).isTrue();

        reads.countDown();
        outbox.awaitRoom();
        outbox.awaitEmpty(LONG);
        assertThat(outbox.isFull()).isFalse();
    }

    @Test
    void saysOnceThatTheOtherEndIsGone() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        Outbox outbox = running(
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                () -> {
                    times.incrementAndGet();
                    told.countDown();
                });
        outbox.put("x".repeat(20_000_000));

        assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        outbox.put("x".repeat(20_000_000));
        outbox.awaitRoom();
        outbox.awaitEmpty(LONG);
        assertThat(times).hasValue(1);
    }

    private static Outbox running(OutputStream out, Runnable unread) {
        Outbox outbox = new Outbox(out, unread);
        Thread writer = new Thread(outbox);
        writer.setDaemon(true);
        writer.start();
        return outbox;
    }
}
