// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

/**
 * Calls that somebody leaves alone although they are there.
 *
 * @param ofMinute of those in any 60 seconds
 * @param ofHour of those in any 3,600 seconds
 */
record Kept(int ofMinute, int ofHour) {

    /** Takes whatever there is. */
    static final Kept NONE = new Kept(0, 0);

    /**
     * A share of the limits, rounded up, but never all of them.
     *
     * @param share 0 to 1
     * @param config the limits
     * @return the calls that make it
     */
    static Kept share(double share, BudgetConfig config) {
        return new Kept(part(share, config.perMinute()), part(share, config.perHour()));
    }

    private static int part(double share, int limit) {
        return (int) Math.max(0, Math.min(limit - 1L, Math.round(Math.ceil(share * limit))));
    }
}
