// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/**
 * Where calls are written down, so that no stretch of 60 or of 3,600 seconds holds more than it may. A call counts from its
 * start on, and leaves a window only 60 or 3,600 seconds after it was <em>answered</em>: Defender may have counted it at any moment
 * between the two, so no order of fast and slow calls can look to Defender like too many.
 */
interface CallLedger {

    /**
     * A call's turn.
     *
     * @param delay how long there is none to be had; zero when it is granted and counted
     * @param id names the call in {@link #answered} and {@link #unused}; null unless granted
     */
    record Turn(Duration delay, String id) {

        boolean granted() {
            return delay.isZero();
        }
    }

    /**
     * Counts a call, if one is to be had. Never fails.
     *
     * @param kind what is about to be called
     * @param kept calls to leave alone
     * @return at once, or once the store has said
     */
    Uni<Turn> start(CallKind kind, Kept kept);

    /**
     * How long somebody has to wait before whom others wait. Counts nothing, and never fails.
     *
     * @param kind what is to be called
     * @param kept calls to leave alone
     * @param before how many others
     * @return an estimate, too short rather than too long; zero for at once
     */
    Uni<Duration> untilTurn(CallKind kind, Kept kept, int before);

    /**
     * The answer has begun, or there will be none.
     *
     * @param kind what was called
     * @param id of its turn
     */
    void answered(CallKind kind, String id);

    /**
     * The call was never made.
     *
     * @param kind what would have been called
     * @param id of its turn
     */
    void unused(CallKind kind, String id);

    /**
     * Nobody calls until then: Defender itself said so.
     *
     * @param kind what was refused
     * @param wait from now on; a shorter one never shortens a longer one
     */
    void closeFor(CallKind kind, Duration wait);

    /**
     * Counts calls of an earlier run of this program. Where replicas share a store, it knows of them already.
     *
     * @param kind what was called
     * @param ages how long ago each was answered
     */
    default void spentBefore(CallKind kind, List<Duration> ages) {}

    /**
     * What is left.
     *
     * @param kind of call
     * @return as last known; never waits
     */
    CallsLeft left(CallKind kind);

    /** @return once {@link #left} tells how things stand and not only how they begin; never fails */
    default Uni<Void> known() {
        return Uni.createFrom().voidItem();
    }
}
