// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.util.Map;

/**
 * Which of the alerts are wanted. Every part may be null and then leaves all through; letters' case never matters.
 *
 * @param minSeverity this severity or a higher one; leaves out alerts with none or an unknown one
 * @param status exactly this status, or {@code Open} for every one but Resolved
 * @param createdWithinHours the alert was raised within so many hours
 */
public record AlertFilter(String minSeverity, String status, Integer createdWithinHours) {

    /** Leaves all through. */
    public static final AlertFilter ALL = new AlertFilter(null, null, null);

    /** Adds what was asked for, by the names of the tool's arguments. */
    void putInto(Map<String, Object> asked) {
        if (minSeverity != null) {
            asked.put("min_severity", minSeverity);
        }
        if (status != null) {
            asked.put("status", status);
        }
        if (createdWithinHours != null) {
            asked.put("created_within_hours", createdWithinHours);
        }
    }
}
