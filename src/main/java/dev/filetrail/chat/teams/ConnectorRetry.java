// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import java.util.function.Predicate;

/** What is sent again: what was turned away for a while (429), what met trouble (5xx), and what has reached nobody. */
public final class ConnectorRetry implements Predicate<Throwable> {

    /** For the interceptor, which makes one. */
    public ConnectorRetry() {}

    @Override
    public boolean test(Throwable failure) {
        return failure instanceof ConnectorTrouble trouble
                && (trouble.status() == 429 || trouble.status() >= 500 || trouble.waitTime() != null);
    }
}
