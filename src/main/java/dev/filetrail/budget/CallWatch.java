// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

/** Somebody who is told of every call, on the thread that makes it. */
public interface CallWatch {

    /** @param kind of a call that was granted and is about to be made */
    void begins(CallKind kind);

    /**
     * A call is over.
     *
     * @param kind of the call
     * @param made false when it was not made after all
     */
    void ends(CallKind kind, boolean made);
}
