// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import dev.filetrail.defender.DefenderException.Kind;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * What tells that Defender is back. The circuit breaker takes whatever is no failure of the service for that: also that nobody
 * waited for the answer, or that there was no call left. So while it waits for a sign of life, it is told of such an end as of a
 * failure, and nobody else is.
 */
@Singleton
class SignsOfLife {

    private final CircuitBreakerMaintenance breakers;

    SignsOfLife(CircuitBreakerMaintenance breakers) {
        this.breakers = breakers;
    }

    /** There was none, for a reason that stands in the cause. */
    static final class Missing extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Missing(Throwable cause) {
            super("Defender has said nothing", cause, false, false);
        }
    }

    /**
     * Work as the breaker is to hear of it.
     *
     * @param work asks Defender
     * @param <T> what it comes to
     * @return that, or {@link Missing} where the breaker would be wrong
     */
    <T> Uni<T> lookedFor(Uni<T> work) {
        return work.onFailure(this::isMissing).transform(Missing::new);
    }

    /**
     * Work as everybody else is to hear of it.
     *
     * @param guarded by the breaker
     * @param <T> what it comes to
     * @return that, or why it failed
     */
    static <T> Uni<T> passedOn(Uni<T> guarded) {
        return guarded.onFailure(Missing.class).transform(Throwable::getCause);
    }

    private boolean isMissing(Throwable failure) {
        boolean said = failure instanceof DefenderException e && e.kind() != Kind.BUDGET_SPENT;
        return !said && breakers.currentState(CallMeters.BREAKER) == CircuitBreakerState.HALF_OPEN;
    }
}
