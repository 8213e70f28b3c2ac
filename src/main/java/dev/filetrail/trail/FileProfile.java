// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What a file is, as every door shows it. Texts are as the service sent them, with control characters made visible. Moments
 * are ISO 8601 in UTC. What nobody knows is null; which part could not be asked for, and why, is in {@code unknownParts}.
 *
 * @param hash the file's SHA-1, in lower case; null when it was asked for by SHA-256 and Defender did not tell the SHA-1
 * @param resolvedFrom the SHA-256 that was asked with, in lower case; null when it was the SHA-1
 * @param sha256 the file's SHA-256
 * @param md5 the file's MD5
 * @param known whether Defender knows the file; null when the part that would tell is unknown
 * @param determination Clean, Malware, PUA, Unknown …: Defender's verdict
 * @param threat what malware it is, by Defender's name for it
 * @param names the names it goes by most in the organization, never null
 * @param publisher as the file itself says
 * @param product as the file itself says
 * @param sizeBytes its size
 * @param fileType as Defender names it
 * @param portableExecutable it is a Windows program or library
 * @param signer who signed it
 * @param issuer who issued the signer's certificate
 * @param signerHash thumbprint of the signer's certificate
 * @param certificateValid whether that certificate is valid
 * @param organization how common it is here; null when that part is unknown
 * @param world how common it is everywhere
 * @param unknownParts what could not be asked for, never null
 * @param link the file's page in the Defender portal
 * @param fetchedAt when Defender was asked for the older of the two parts
 * @param remembered both parts are earlier answers that were kept, and cost no call
 * @param ageSeconds how old the older part is
 * @param stale a part is older than answers are given otherwise, since there was no newer one to be had
 * @param staleReason why not; null when nothing is stale
 * @param budget what is left of the two kinds of call that such a question costs one of each, of the scarcer one
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FileProfile(
        String hash,
        String resolvedFrom,
        String sha256,
        String md5,
        Boolean known,
        String determination,
        String threat,
        List<String> names,
        String publisher,
        String product,
        Long sizeBytes,
        String fileType,
        Boolean portableExecutable,
        String signer,
        String issuer,
        String signerHash,
        Boolean certificateValid,
        Organization organization,
        World world,
        List<UnknownPart> unknownParts,
        String link,
        String fetchedAt,
        boolean remembered,
        long ageSeconds,
        boolean stale,
        String staleReason,
        Allowance budget) {

    /**
     * How common the file is in the organization.
     *
     * @param machines on how many machines it was seen in the days looked back; null when Defender does not say
     * @param firstSeen when it was first seen in that time
     * @param lastSeen when it was last seen
     * @param lookBackDays how many days that is
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Organization(Long machines, String firstSeen, String lastSeen, int lookBackDays) {}

    /**
     * How common the file is everywhere that Defender looks. All may be null.
     *
     * @param machines on how many machines it was seen
     * @param firstSeen when it was first seen
     * @param lastSeen when it was last seen
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record World(Long machines, String firstSeen, String lastSeen) {}

    /**
     * A part of the profile that could not be had.
     *
     * @param part {@code file}: what it is, or {@code statistics}: how common it is here
     * @param outcome why, in one word, as in the log
     * @param reason why, whose turn it is and what to do
     * @param retryAfterSeconds how long to wait before asking again; null when waiting is not the remedy
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record UnknownPart(String part, String outcome, String reason, Long retryAfterSeconds) {}
}
