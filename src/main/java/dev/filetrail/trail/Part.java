// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.defender.DefenderException;
import dev.filetrail.trail.SmallAnswers.Known;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * One of several calls that an answer is made of: what it brought, or why it brought nothing. Exactly one of the two is null.
 *
 * @param known what Defender said; empty when it does not know the thing
 * @param trouble why there is nothing
 * @param <T> what it is about
 */
record Part<T>(Known<Optional<T>> known, TrailException trouble) {

    /** @return the same, with the failure of Defender as a result like another */
    static <T> Uni<Part<T>> of(Uni<Known<Optional<T>>> asked) {
        return asked.map(known -> new Part<>(known, null))
                .onFailure(DefenderException.class)
                .recoverWithItem(failure -> new Part<>(null, TrailException.unanswered((DefenderException) failure)));
    }

    /** @return what Defender knows; empty when it knows nothing, or could not be asked */
    Optional<T> value() {
        return known == null ? Optional.empty() : known.value();
    }

    /** @return seconds to wait before asking again; null when waiting is not the remedy */
    Long retryAfterSeconds() {
        return trouble == null ? null : trouble.waitSeconds();
    }
}
