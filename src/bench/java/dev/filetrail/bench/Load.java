// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/** Many who ask at once, each as soon as it has the answer before. */
final class Load {

    private static final int CONNECTIONS = 16;

    private Load() {}

    /**
     * What came of it.
     *
     * @param perSecond questions answered in a second
     * @param processor seconds of processor time that the program took for 1,000 of them
     */
    record Outcome(double perSecond, double processor) {}

    /** Asks for so long; each question is about the next file. */
    static Outcome run(Running program, Duration length, Supplier<String> hashes) {
        long end = System.nanoTime() + length.toNanos();
        return run(program, hashes, asked -> System.nanoTime() < end);
    }

    /** Asks so often. */
    static void ask(Running program, long questions, Supplier<String> hashes) {
        run(program, hashes, asked -> asked < questions);
    }

    private static Outcome run(Running program, Supplier<String> hashes, LongPredicate goOn) {
        AtomicLong answered = new AtomicLong();
        long start = System.nanoTime();
        Duration before = program.processor();
        List<CompletableFuture<Void>> askers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            CompletableFuture<Void> asker = new CompletableFuture<>();
            askers.add(asker);
            Thread thread = new Thread(() -> {
                try (Connection connection = new Connection(program)) {
                    while (goOn.test(answered.getAndIncrement())) {
                        connection.ask(hashes.get(), "");
                    }
                    asker.complete(null);
                } catch (IOException | RuntimeException e) {
                    asker.completeExceptionally(new CompletionException(e));
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        askers.forEach(CompletableFuture::join);
        double seconds = (System.nanoTime() - start) / 1e9;
        double processor = program.processor().minus(before).toNanos() / 1e9;
        return new Outcome(answered.get() / seconds, processor * 1_000 / answered.get());
    }
}
