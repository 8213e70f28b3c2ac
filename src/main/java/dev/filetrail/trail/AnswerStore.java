// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** Where replicas leave their answers for each other. Nobody ever waits long for it, and its failures cost no more than a call. */
interface AnswerStore {

    /**
     * The latest answer.
     *
     * @param perspective with whose eyes
     * @param hash the file's SHA-1
     * @return of any age; empty when there is none, or none to be had
     */
    Uni<Optional<Answer>> latest(Perspective perspective, FileHash hash);

    /**
     * The answer that a page was cut from.
     *
     * @param perspective with whose eyes
     * @param hash the file's SHA-1
     * @param fetchedAt which of its answers
     * @return empty when it is no longer there
     */
    Uni<Optional<Answer>> of(Perspective perspective, FileHash hash, Instant fetchedAt);

    /** @param answer to leave for the others; returns at once */
    void keep(Answer answer);

    /** Nobody to share with. */
    AnswerStore NONE = new AnswerStore() {
        @Override
        public Uni<Optional<Answer>> latest(Perspective perspective, FileHash hash) {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public Uni<Optional<Answer>> of(Perspective perspective, FileHash hash, Instant fetchedAt) {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public void keep(Answer answer) {}
    };
}
