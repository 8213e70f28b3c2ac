// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

/**
 * An answer, and how it was come by.
 *
 * @param answer the answer
 * @param remembered it cost no call
 * @param staleReason why an answer is given that is too old to be given otherwise; null when it is not
 */
record Given(Answer answer, boolean remembered, String staleReason) {}
