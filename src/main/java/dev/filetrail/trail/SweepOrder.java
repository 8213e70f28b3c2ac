// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.time.Duration;
import java.util.List;

/**
 * What is to be swept.
 *
 * @param list the hashes
 * @param asking who asks, and how
 * @param longest how long it may take; null for as long as it takes, waiting for calls, and for Defender to come back
 * @param answered what an earlier sweep that was interrupted has brought back already, not to be asked for again
 * @param failed what an earlier one has asked for in vain
 * @param watch is told how it goes on
 */
public record SweepOrder(
        HashList list,
        Asking asking,
        Duration longest,
        List<SweptAnswer> answered,
        List<SweepReport.FailedHash> failed,
        SweepWatch watch) {

    /**
     * A sweep that begins at the beginning.
     *
     * @param list the hashes
     * @param asking who asks, and how
     * @param longest how long it may take; null for as long as it takes
     * @param watch is told how it goes on
     * @return the order
     */
    public static SweepOrder of(HashList list, Asking asking, Duration longest, SweepWatch watch) {
        return new SweepOrder(list, asking, longest, List.of(), List.of(), watch);
    }

    /** @return the same of somebody else, or asked otherwise */
    SweepOrder by(Asking asker) {
        return new SweepOrder(list, asker, longest, answered, failed, watch);
    }
}
