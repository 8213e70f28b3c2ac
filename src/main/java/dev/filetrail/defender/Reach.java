// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.time.Duration;

/**
 * Whether something answers at an address.
 *
 * @param address as configured
 * @param answers somebody does, and over TLS somebody we trust
 * @param words what was found
 * @param whatToDo the mend; null when it answers
 * @param skew how far its clock goes ahead of ours, negative when it is behind; null when it does not tell
 */
public record Reach(String address, boolean answers, String words, String whatToDo, Duration skew) {}
