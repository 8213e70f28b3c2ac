// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

/** What comes first in a list of machines. Ties are broken by what follows in each, and at last by the machine's id. */
public enum Order {
    /** The highest risk first, then the highest exposure, then what was seen last. */
    RISK,
    /** The highest exposure first, then the highest risk, then what was seen last. */
    EXPOSURE,
    /** What reported last comes first. */
    LAST_SEEN,
    /** What Defender got to know last comes first. */
    FIRST_SEEN,
    /** By name, from A; machines without a name last. */
    NAME
}
