// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

/**
 * What somebody wants to see of the alerts of a file; they come newest first.
 *
 * @param filter which alerts
 * @param limit how many at the most, 1 or more
 * @param cursor where the page before ended, null for the first page
 */
public record AlertQuery(AlertFilter filter, int limit, String cursor) {

    /** How many alerts one sees who does not say. */
    public static final int USUAL_LIMIT = 25;
}
