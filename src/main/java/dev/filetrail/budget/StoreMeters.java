// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;

/** Whether the store that replicas share is there, in a number. Without a store there is none. */
class StoreMeters {

    void register(@Observes StartupEvent start, MeterRegistry meters, SharedStore store, CallBudget budget) {
        if (store.isConfigured()) {
            Gauge.builder("filetrail.store.up", () -> up(budget))
                    .description("1 when replicas share the budget through their store, 0 when it is lost")
                    .register(meters);
        }
    }

    private static int up(CallBudget budget) {
        return budget.left(CallKind.MACHINES_OF_FILE).sharing() == CallsLeft.Sharing.STORE_LOST ? 0 : 1;
    }
}
