// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import java.time.Duration;

/** Time that passes: never back, whatever the clock on the wall does. A test lets it pass as fast as it likes. */
public interface Ticker {

    /** @return nanoseconds since some moment; only differences mean something */
    long nanos();

    /**
     * Does something later.
     *
     * @param wait how much later
     * @param task short, and not to block
     * @return takes it back
     */
    Alarm after(Duration wait, Runnable task);

    /** Something that is to be done later. */
    interface Alarm {

        /** It is not to be done any more. No effect when it has been. */
        void cancel();
    }
}
