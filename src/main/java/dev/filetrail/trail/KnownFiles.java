// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.Ticker;
import dev.filetrail.defender.DefenderClient;
import dev.filetrail.defender.DefenderSetup;
import dev.filetrail.defender.FileFacts;
import dev.filetrail.trail.SmallAnswers.Known;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** What Defender knows of files. Fetched by one of a file's hashes it is remembered by both. */
@Singleton
class KnownFiles {

    private final DefenderClient defender;
    private final DefenderSetup setup;
    private final SmallAnswers<Sight<FileHash>, Optional<FileFacts>> answers;

    KnownFiles(
            DefenderClient defender,
            DefenderSetup setup,
            CallBudget budget,
            TrailConfig config,
            Clock clock,
            Ticker ticker) {
        this.defender = defender;
        this.setup = setup;
        this.answers =
                new SmallAnswers<>(budget, CallKind.FILE, config, clock, ticker, facts -> facts.isPresent() ? 1 : 0);
    }

    /**
     * One file, at the price of a call unless it is remembered.
     *
     * @param perspective with whose eyes
     * @param hash either
     * @param asking who asks, and how
     * @return empty when Defender does not know it; or a {@link dev.filetrail.defender.DefenderException}
     */
    Uni<Known<Optional<FileFacts>>> get(Perspective perspective, FileHash hash, Asking asking) {
        return answers.get(
                new Sight<>(perspective, hash), asking, gate -> defender.file(asking.person(setup), hash.hex(), gate)
                        .invoke(facts -> learned(perspective, hash, facts)));
    }

    /**
     * Remembers what somebody has fetched for another purpose.
     *
     * @param perspective with whose eyes
     * @param hash that was asked with
     * @param facts what Defender said just now
     */
    void learned(Perspective perspective, FileHash hash, Optional<FileFacts> facts) {
        answers.keep(new Sight<>(perspective, hash), facts);
        facts.map(known -> hash.isSha1() ? known.sha256() : known.sha1())
                .ifPresent(other -> answers.keep(new Sight<>(perspective, new FileHash(other)), facts));
    }

    /** @return how old an answer is, in whole seconds */
    long ageSeconds(Known<?> known) {
        return answers.ageSeconds(known);
    }
}
