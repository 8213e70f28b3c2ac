// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.ForeignText;
import dev.filetrail.defender.FileFacts;
import dev.filetrail.defender.FileStats;
import dev.filetrail.trail.FileProfile.Organization;
import dev.filetrail.trail.FileProfile.UnknownPart;
import dev.filetrail.trail.FileProfile.World;
import dev.filetrail.trail.SmallAnswers.Known;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Makes the profile out of its two parts.
 *
 * @param portal knows the file's page
 * @param age of an answer, in whole seconds
 */
record Profiling(Portal portal, ToLongFunction<Known<?>> age) {

    private static final int LOOK_BACK_DAYS = FileStats.LOOK_BACK_HOURS / 24;

    /**
     * The profile.
     *
     * @param hash that was asked with
     * @param facts what the file is
     * @param stats how common it is
     * @param budget what calls are left
     * @return what is known of it
     * @throws TrailException when neither part could be had
     */
    FileProfile profile(FileHash hash, Part<FileFacts> facts, Part<FileStats> stats, Allowance budget) {
        if (facts.trouble() != null && stats.trouble() != null) {
            throw facts.trouble();
        }
        Optional<FileFacts> file = facts.value();
        List<? extends Known<?>> answers = Stream.<Known<?>>of(facts.known(), stats.known())
                .filter(Objects::nonNull)
                .toList();
        String sha1 = hash.isSha1() ? hash.hex() : file.map(FileFacts::sha1).orElse(null);
        String staleReason = answers.stream()
                .map(Known::staleReason)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new FileProfile(
                sha1,
                hash.isSha1() ? null : hash.hex(),
                hash.isSha1() ? file.map(FileFacts::sha256).orElse(null) : hash.hex(),
                text(file, FileFacts::md5),
                known(facts, stats),
                text(file, FileFacts::determination),
                text(file, FileFacts::threat),
                stats.value().map(FileStats::names).orElse(List.of()).stream()
                        .map(ForeignText::visible)
                        .toList(),
                text(file, FileFacts::publisher),
                text(file, FileFacts::product),
                file.map(FileFacts::size).orElse(null),
                text(file, FileFacts::type),
                file.map(FileFacts::portableExecutable).orElse(null),
                text(file, FileFacts::signer),
                text(file, FileFacts::issuer),
                text(file, FileFacts::signerHash),
                file.map(FileFacts::certificateValid).orElse(null),
                organization(stats),
                world(file, stats.value()),
                unknown(facts, stats),
                portal.file(sha1 == null ? hash : new FileHash(sha1)),
                IsoMoment.toSecond(answers.stream()
                        .map(Known::fetchedAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow()),
                answers.stream().allMatch(Known::remembered),
                answers.stream().mapToLong(age).max().orElse(0),
                staleReason != null,
                staleReason,
                budget);
    }

    /** @return whether the numbers tell of a file that was seen anywhere */
    static boolean isSeen(Optional<FileStats> stats) {
        return stats.isPresent()
                && (isSome(stats.get().machines()) || isSome(stats.get().globalPrevalence()));
    }

    private static boolean isSome(Long number) {
        return number != null && number > 0;
    }

    private static Boolean known(Part<FileFacts> facts, Part<FileStats> stats) {
        if (facts.value().isPresent() || isSeen(stats.value())) {
            return true;
        }
        return facts.trouble() == null ? Boolean.FALSE : null;
    }

    /** Defender answers for a file that it does not know with zeros, or not at all; both mean that nobody has seen it. */
    private static Organization organization(Part<FileStats> stats) {
        if (stats.trouble() != null) {
            return null;
        }
        return stats.value()
                .map(some -> new Organization(
                        some.machines(),
                        IsoMoment.toSecond(some.firstSeen()),
                        IsoMoment.toSecond(some.lastSeen()),
                        LOOK_BACK_DAYS))
                .orElse(new Organization(0L, null, null, LOOK_BACK_DAYS));
    }

    /** Both parts tell it; the statistics are the newer ones. */
    private static World world(Optional<FileFacts> facts, Optional<FileStats> stats) {
        Instant first = either(stats.map(FileStats::globalFirstSeen), facts.map(FileFacts::globalFirstSeen));
        Instant last = either(stats.map(FileStats::globalLastSeen), facts.map(FileFacts::globalLastSeen));
        return new World(
                either(stats.map(FileStats::globalPrevalence), facts.map(FileFacts::globalPrevalence)),
                IsoMoment.toSecond(first),
                IsoMoment.toSecond(last));
    }

    private static <T> T either(Optional<T> one, Optional<T> other) {
        return one.or(() -> other).orElse(null);
    }

    private static List<UnknownPart> unknown(Part<FileFacts> facts, Part<FileStats> stats) {
        List<UnknownPart> unknown = new ArrayList<>();
        add(unknown, "file", facts);
        add(unknown, "statistics", stats);
        return List.copyOf(unknown);
    }

    private static void add(List<UnknownPart> unknown, String name, Part<?> part) {
        if (part.trouble() != null) {
            unknown.add(new UnknownPart(
                    name, part.trouble().outcome(), part.trouble().inWords(), part.retryAfterSeconds()));
        }
    }

    private static String text(Optional<FileFacts> file, Function<FileFacts, String> property) {
        return ForeignText.visible(file.map(property).orElse(null));
    }
}
