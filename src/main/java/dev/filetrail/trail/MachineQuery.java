// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

/**
 * What somebody wants to see of an answer.
 *
 * @param filter which machines
 * @param order in what order
 * @param limit how many at the most, 1 or more
 * @param cursor where the page before ended, null for the first page
 */
public record MachineQuery(MachineFilter filter, Order order, int limit, String cursor) {

    /** How many machines one sees who does not say. */
    public static final int USUAL_LIMIT = 25;

    /** All machines on one page, the worst first. */
    public static final MachineQuery EVERYTHING =
            new MachineQuery(MachineFilter.ALL, Order.RISK, Integer.MAX_VALUE, null);
}
