// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says how this replica stands with the store: {@code alone}, {@code shared} or {@code store_lost}. It is ready in any case:
 * without the store it answers on.
 */
@Readiness
@ApplicationScoped
class StoreHealth implements HealthCheck {

    private final SharedStore store;
    private final CallLedger ledger;

    StoreHealth(SharedStore store, CallLedger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    @Override
    public HealthCheckResponse call() {
        CallsLeft.Sharing sharing = ledger.left(CallKind.MACHINES_OF_FILE).sharing();
        var response = HealthCheckResponse.named("budget store")
                .up()
                .withData("sharing", sharing.name().toLowerCase(Locale.ROOT));
        return store.isConfigured()
                ? response.withData("store", store.address()).build()
                : response.build();
    }
}
