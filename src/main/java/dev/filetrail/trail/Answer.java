// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.time.Instant;

/**
 * What Defender said.
 *
 * @param perspective with whose eyes
 * @param hash the file's SHA-1
 * @param machines all of them
 * @param fetchedAt when, by the clock on the wall; tells two answers for the same file apart
 * @param fetchedNanos when, by the time that passes; tells the age, whatever the clock on the wall does
 * @param cuts what was made of it for those who asked
 */
record Answer(
        Perspective perspective,
        FileHash hash,
        MachineTable machines,
        Instant fetchedAt,
        long fetchedNanos,
        Cuts cuts) {

    Answer(Perspective perspective, FileHash hash, MachineTable machines, Instant fetchedAt, long fetchedNanos) {
        this(perspective, hash, machines, fetchedAt, fetchedNanos, new Cuts());
    }

    /** Only the same answer is: what Defender says of one file at one time is told apart by nothing that is quicker to look at. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** @return what it shows, and to whose eyes */
    Sight<FileHash> file() {
        return new Sight<>(perspective, hash);
    }

    /**
     * How old it is.
     *
     * @param now by the same time that passes
     * @return nanoseconds
     */
    long age(long now) {
        return Math.max(0, now - fetchedNanos);
    }
}
