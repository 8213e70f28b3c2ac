// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.util.function.Predicate;

/** Which failures are tried again: 429, 5xx and connection trouble; never what would fail the same way. */
public final class WorthRetrying implements Predicate<Throwable> {

    /** For the interceptor, which makes one. */
    public WorthRetrying() {}

    @Override
    public boolean test(Throwable failure) {
        return failure instanceof DefenderException e && e.worthRetrying();
    }
}
