// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.util.Map;

/**
 * What is left of a question for whoever has to know later who asked for what. Never the answer itself.
 *
 * @param visit who asked, where, and what this question is called
 * @param question {@code machines} or {@code sweep}
 * @param asked the hash or hashes, and the filters that were given, by the names of the tools' arguments
 * @param outcome {@code found}, {@code none}, {@code swept}, {@code given_up}, or why there was no answer
 * @param given what came back, in numbers: {@code machines}, {@code matching}, {@code age_seconds} …; empty without an answer
 * @param tookMillis from the question to its end
 * @param defenderCorrelationId what Defender called it when it failed there; else null
 */
public record AuditLine(
        Visit visit,
        String question,
        Map<String, Object> asked,
        String outcome,
        Map<String, Object> given,
        long tookMillis,
        String defenderCorrelationId) {}
