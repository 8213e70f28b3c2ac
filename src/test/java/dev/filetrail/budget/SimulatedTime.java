// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Time that stands still while anybody works, and jumps to the next moment at which something is due as soon as all workers
 * are done: they are Mutiny's for as long as the test runs that registers it. So work on threads of its own, with calls that take
 * their time, is over in a moment and always the same.
 */
public final class SimulatedTime extends PassingTime implements BeforeEachCallback, AfterEachCallback, AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService workers = workers();
    private int busy;

    /** Mutiny's workers before; null where it never had ours. */
    private Executor before;

    @Override
    public void beforeEach(ExtensionContext test) {
        begin();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        close();
    }

    /** For whoever has not registered it: from here on its workers are Mutiny's. */
    public void begin() {
        before = Infrastructure.getDefaultExecutor();
        Infrastructure.setDefaultExecutor(workers, false);
    }

    private ScheduledExecutorService workers() {
        return new ScheduledThreadPoolExecutor(1) {
            @Override
            public void execute(Runnable task) {
                begun();
                threads.execute(() -> {
                    try {
                        task.run();
                    } finally {
                        done();
                    }
                });
            }
        };
    }

    /**
     * Lets time pass, and does what is due on this thread.
     *
     * @param over ends it
     * @param most fails when it is not over by then
     */
    public void passUntil(BooleanSupplier over, Duration most) {
        long end = nanos() + most.toNanos();
        while (true) {
            Runnable next;
            synchronized (this) {
                awaitIdle();
                next = over.getAsBoolean() ? null : takeUntil(Long.MAX_VALUE);
            }
            if (next == null) {
                if (over.getAsBoolean()) {
                    return;
                }
                throw new AssertionError("nothing is due any more, and it is not over");
            }
            if (nanos() > end) {
                throw new AssertionError("not over after " + most);
            }
            next.run();
        }
    }

    private synchronized void begun() {
        busy++;
    }

    private synchronized void done() {
        busy--;
        notifyAll();
    }

    /** Bounded in real time, so that a test that never ends does end. */
    private synchronized void awaitIdle() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        try {
            while (busy > 0) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("somebody works for ever");
                }
                wait(1_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** For whoever has not registered it. */
    @Override
    public void close() {
        if (before != null) {
            Infrastructure.setDefaultExecutor(before, false);
        }
        workers.shutdownNow();
        threads.shutdownNow();
    }
}
