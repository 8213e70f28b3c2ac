// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.SharedStore;
import dev.filetrail.budget.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What is made from the configuration rather than from a class alone. */
@ApplicationScoped
class TrailBeans {

    /** @return where replicas leave their answers for each other */
    @Produces
    @Singleton
    AnswerStore store(SharedStore store, TrailConfig config, Ticker ticker) {
        return store.isConfigured() ? new SharedAnswers(store, config, ticker) : AnswerStore.NONE;
    }
}
