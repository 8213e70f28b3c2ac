// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.Ticker;
import dev.filetrail.defender.DefenderClient;
import dev.filetrail.defender.DefenderSetup;
import dev.filetrail.defender.FileStats;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is this file, and how common is it? Two calls at the same time, each out of its own allowance. What one of them can't
 * bring does not take the other away.
 */
@Singleton
public class FileProfiles {

    private static final String QUESTION = "profile";

    private final KnownFiles files;
    private final SmallAnswers<Sight<FileHash>, Optional<FileStats>> statistics;
    private final DefenderClient defender;
    private final DefenderSetup setup;
    private final CallBudget budget;
    private final QuestionLog log;

    FileProfiles(
            KnownFiles files,
            DefenderClient defender,
            DefenderSetup setup,
            CallBudget budget,
            TrailConfig config,
            Clock clock,
            Ticker ticker,
            QuestionLog log) {
        this.files = files;
        this.statistics = new SmallAnswers<>(
                budget, CallKind.FILE_STATS, config, clock, ticker, stats -> Profiling.isSeen(stats) ? 1 : 0);
        this.defender = defender;
        this.setup = setup;
        this.budget = budget;
        this.log = log;
    }

    /**
     * Answers, at the price of a call of each of two kinds unless they are remembered. Never blocks. Whoever cancels gives the
     * question up; what nobody else waits for is then given up as well.
     *
     * @param hash the file, by either hash
     * @param asker who asks, and how
     * @return the profile, also when one part of it is unknown; or a {@link TrailException} with the reason and the remedy
     */
    public Uni<FileProfile> ask(FileHash hash, Asking asker) {
        Pending pending = log.begins(asker);
        Asking asking = pending.asking();
        Map<String, Object> asked = asked(hash, asking);
        return Uni.createFrom()
                .deferred(() -> answer(hash, asking))
                .invoke(profile -> log.answered(QUESTION, asked, asking, pending, outcome(profile), given(profile)))
                .invoke(profile -> log.asked(asking, profile.hash(), profile.resolvedFrom()))
                .onFailure()
                .transform(failure -> log.failed(QUESTION, asked, asking, pending, failure))
                .onCancellation()
                .invoke(() -> log.givenUp(QUESTION, asked, asking, pending));
    }

    private Uni<FileProfile> answer(FileHash hash, Asking asking) {
        Perspective perspective = Perspective.of(setup, asking.visit().caller());
        Profiling profiling = new Profiling(new Portal(setup.portal()), files::ageSeconds);
        return Uni.combine()
                .all()
                .unis(
                        Part.of(files.get(perspective, hash, asking)),
                        Part.of(statistics.get(
                                new Sight<>(perspective, hash),
                                asking,
                                gate -> defender.fileStats(asking.person(setup), hash.hex(), gate))))
                .with((facts, stats) -> profiling.profile(hash, facts, stats, scarcer()));
    }

    private Allowance scarcer() {
        Allowance file = Allowance.of(CallKind.FILE, budget);
        Allowance stats = Allowance.of(CallKind.FILE_STATS, budget);
        return Math.min(stats.leftThisMinute(), stats.leftThisHour())
                        < Math.min(file.leftThisMinute(), file.leftThisHour())
                ? stats
                : file;
    }

    private static Map<String, Object> asked(FileHash hash, Asking asking) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("hash", hash.hex());
        if (asking.fresh()) {
            asked.put("fresh", true);
        }
        return asked;
    }

    private static String outcome(FileProfile profile) {
        return Boolean.FALSE.equals(profile.known()) ? "none" : "found";
    }

    private static Map<String, Object> given(FileProfile profile) {
        Map<String, Object> given = new LinkedHashMap<>();
        if (profile.hash() != null) {
            given.put("sha1", profile.hash());
        }
        for (FileProfile.UnknownPart unknown : profile.unknownParts()) {
            given.put("unknown_" + unknown.part(), unknown.outcome());
        }
        given.put("age_seconds", profile.ageSeconds());
        given.put("remembered", profile.remembered());
        given.put("stale", profile.stale());
        return given;
    }
}
