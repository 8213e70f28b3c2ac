// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
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
                // In whole milliseconds, rounded up: a Vert.x timer refuses less than one.
                Future<?> future = Infrastructure.getDefaultWorkerPool()
                        .schedule(task, Math.max(1, wait.plusNanos(999_999).toMillis()), TimeUnit.MILLISECONDS);
                return () -> future.cancel(false);
            }
        };
    }

    /** @return where the calls are written down */
    @Produces
    @Singleton
    CallLedger ledger(BudgetConfig config, SharedStore store, Ticker ticker) {
        if (!store.isConfigured()) {
            return new ProcessLedger(config, ticker);
        }
        SharedLedger ledger = new SharedLedger(config, store, ticker);
        ledger.begin();
        return ledger;
    }

    /** Meets the store before the first question has to wait for it. */
    void meetStore(@Observes StartupEvent start, SharedStore store, Instance<CallLedger> ledger) {
        if (store.isConfigured()) {
            ledger.get();
        }
    }
}
