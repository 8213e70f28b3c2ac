// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

/**
 * Calls that a replica may start without asking, once it has lost the store. The store sees to it that all replicas'
 * advances and all calls that it knows make no more than the limits.
 *
 * @param ofMinute in the first 60 seconds
 * @param ofHour in the first 3,600 seconds
 */
record Advance(int ofMinute, int ofHour) {}
