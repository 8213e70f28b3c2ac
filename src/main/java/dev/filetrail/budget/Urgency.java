// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

/** Who comes first when calls are short. */
public enum Urgency {
    /** Somebody waits for the answer. */
    QUESTION,
    /** One of many in a sweep: after all questions, and never the last calls there are. */
    SWEEP
}
