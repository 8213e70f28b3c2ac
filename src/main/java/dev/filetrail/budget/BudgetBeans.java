package dev.filetrail.budget;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What is made from the configuration rather than from a class alone. */
@ApplicationScoped
class BudgetBeans {

    /** @return real time; a test puts its own in its place */
    @Produces
    @Singleton
    @DefaultBean
    Ticker ticker() {
        return new Ticker() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Alarm after(Duration wait, Runnable task) {
                Future<?> future = Infrastructure.getDefaultWorkerPool()
                        .schedule(task, Math.max(1, wait.toNanos()), TimeUnit.NANOSECONDS);
                return () -> future.cancel(false);
            }
        };
    }

    /** @return where the calls are written down */
    @Produces
    @Singleton
    CallLedger ledger(BudgetConfig config, Ticker ticker) {
        return new ProcessLedger(config, ticker);
    }
}
