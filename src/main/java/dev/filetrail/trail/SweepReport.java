// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Comparator;
import java.util.List;

/**
 * What came of asking for many files, as every door shows it. Every hash given is in exactly one of {@code files},
 * {@code failed} and {@code unfinished}, or was removed as a duplicate. Names are as the service sent them, with control
 * characters made visible. Moments are ISO 8601 in UTC.
 *
 * @param hashesGiven all SHA-1 and SHA-256 in the text, duplicates counted
 * @param duplicatesRemoved how many were given more than once, or were the SHA-1 and the SHA-256 of one file
 * @param notUnderstood what looks like a hash and is none, the first few
 * @param moreNotUnderstood how many more of those there are
 * @param files those answered, in the order given
 * @param machinesWithSeveral machines that hold two or more of the files: most files first, then the highest risk
 * @param moreMachinesWithSeveral how many more of those there are
 * @param machinesWithSeveralComplete false when there were too many sightings to compare them all
 * @param failed those that were asked for in vain, in the order given
 * @param unfinished those still to be asked for, in the order given: a further sweep with just these finishes this one
 * @param unfinishedReason why they are, and what to do; null when there are none
 * @param retryAfterSeconds when they can be asked for; null when there are none, or when waiting alone does not help
 * @param budget what calls are left
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SweepReport(
        int hashesGiven,
        int duplicatesRemoved,
        List<NotUnderstood> notUnderstood,
        int moreNotUnderstood,
        List<SweptFile> files,
        List<SharedMachine> machinesWithSeveral,
        int moreMachinesWithSeveral,
        boolean machinesWithSeveralComplete,
        List<FailedHash> failed,
        List<String> unfinished,
        String unfinishedReason,
        Long retryAfterSeconds,
        Allowance budget) {

    /**
     * What looks like a hash and is none.
     *
     * @param text what was given, made harmless and short
     * @param reason why it is none
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record NotUnderstood(String text, String reason) {}

    /**
     * A file that was answered.
     *
     * @param hash the file's SHA-1, in lower case
     * @param resolvedFrom the SHA-256 that it was given by; null when only by the SHA-1
     * @param link the file's page in the Defender portal; null until it is told
     * @param machines how many machines have reported it
     * @param worstRisk the highest risk of any of them; null when there are none, or none with a risk
     * @param lastSeen the latest moment at which one of them reported; may be null
     * @param remembered the answer is an earlier one that was kept, and cost no call
     * @param ageSeconds how old the answer was when it was given
     * @param stale it is older than answers are given otherwise, since there was no newer one to be had
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record SweptFile(
            String hash,
            String resolvedFrom,
            String link,
            int machines,
            String worstRisk,
            String lastSeen,
            boolean remembered,
            long ageSeconds,
            boolean stale) {

        private static final int NO_PLACE = -1;

        /** Files on machines first, the worst risk first, then those on most machines. */
        public static final Comparator<SweptFile> WORST_FIRST = Comparator.<SweptFile>comparingInt(
                        file -> file.machines() == 0 ? 1 : 0)
                .thenComparingInt(file -> -Math.max(NO_PLACE, Level.rank(file.worstRisk())))
                .thenComparing(SweptFile::machines, Comparator.reverseOrder());

        /** The same file, with its page in the portal. */
        SweptFile at(String page) {
            return new SweptFile(
                    hash, resolvedFrom, page, machines, worstRisk, lastSeen, remembered, ageSeconds, stale);
        }

        /** The same file, which was given by its SHA-256 too. */
        SweptFile alsoGivenAs(String sha256) {
            return sha256 == null
                    ? this
                    : new SweptFile(hash, sha256, link, machines, worstRisk, lastSeen, remembered, ageSeconds, stale);
        }
    }

    /**
     * A machine that holds several of the files.
     *
     * @param id the machine's id
     * @param name DNS name, may be null
     * @param risk its risk level, may be null
     * @param files their SHA-1, in the order given
     * @param link the machine's page in the Defender portal
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record SharedMachine(String id, String name, String risk, List<String> files, String link) {}

    /**
     * A hash that was asked for in vain.
     *
     * @param hash as it was given, in lower case
     * @param outcome one word for programs: {@code unknown_sha256}, {@code forbidden}, {@code too_large} …
     * @param reason what happened and what to do
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record FailedHash(String hash, String outcome, String reason) {}
}
