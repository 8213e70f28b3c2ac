// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

/** Somebody who is told how a sweep goes on, one thing at a time, on whatever thread; not to block it for long. */
public interface SweepWatch {

    /** Looks away. */
    SweepWatch NONE = (done, of) -> {};

    /**
     * One more is done: answered, failed or found to be a duplicate.
     *
     * @param done how many are
     * @param of how many there are in all
     */
    void progressed(int done, int of);

    /** @param answer one that was got just now, not one of earlier */
    default void answered(SweptAnswer answer) {}

    /** @param failed one that would fail again however often it is asked */
    default void failedForGood(SweepReport.FailedHash failed) {}

    /** @param kind of a call that is about to be made, as in {@link Allowance#call()} */
    default void callBegins(String kind) {}

    /**
     * A call is over.
     *
     * @param kind as when it began
     * @param made false when it was not made after all
     */
    default void callEnds(String kind, boolean made) {}
}
