// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.Ticker;
import dev.filetrail.budget.Urgency;
import dev.filetrail.defender.CallGate;
import dev.filetrail.defender.DefenderClient;
import dev.filetrail.defender.DefenderException;
import dev.filetrail.defender.DefenderSetup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The SHA-1 of a file that somebody names by its SHA-256. Defender finds machines by SHA-1 only, but knows files by both (API page
 * "Get file information"), at the price of a call of another kind. The two belong together for ever, so what was found is
 * remembered long; that a file is unknown, only shortly.
 */
@Singleton
class Sha1Lookup {

    private static final Duration FOUND = Duration.ofHours(24);
    private static final Duration UNKNOWN = Duration.ofSeconds(60);
    private static final int MOST_REMEMBERED = 20_000;

    private static final String BY_SHA1 =
            "ask with the file's SHA-1, which takes no such lookup. " + FileHash.HOW_TO_GET_IT;

    private final DefenderClient defender;
    private final DefenderSetup setup;
    private final CallBudget budget;
    private final KnownFiles files;
    private final Ticker ticker;
    private final UnderWay<Wanted, Optional<FileHash>> underWay = new UnderWay<>();
    private final Map<Sight<FileHash>, Known> remembered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sight<FileHash>, Known> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    Sha1Lookup(DefenderClient defender, DefenderSetup setup, CallBudget budget, KnownFiles files, Ticker ticker) {
        this.defender = defender;
        this.setup = setup;
        this.budget = budget;
        this.files = files;
        this.ticker = ticker;
    }

    private record Known(Optional<FileHash> sha1, long at) {}

    /** Those who share an errand: no question stands in the line of sweeps. */
    private record Wanted(Sight<FileHash> file, Urgency urgency) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Wanted that && file.equals(that.file) && urgency == that.urgency;
        }

        @Override
        public int hashCode() {
            return file.hashCode();
        }
    }

    /**
     * The SHA-1 of a file.
     *
     * @param perspective with whose eyes
     * @param hash either
     * @param asking who asks, and how
     * @return the SHA-1, or a {@link TrailException} that offers the way by SHA-1
     */
    Uni<FileHash> sha1(Perspective perspective, FileHash hash, Asking asking) {
        if (hash.isSha1()) {
            return Uni.createFrom().item(hash);
        }
        Sight<FileHash> key = new Sight<>(perspective, hash);
        Optional<Known> known = known(key);
        Uni<Optional<FileHash>> found = known.isPresent()
                ? Uni.createFrom().item(known.get().sha1())
                : underWay.join(new Wanted(key, asking.urgency()), () -> fetch(key, asking));
        return found.map(sha1 -> sha1.orElseThrow(() -> unknown(hash)))
                .onFailure(DefenderException.class)
                .transform(failure -> TrailException.unanswered((DefenderException) failure, " Or " + BY_SHA1));
    }

    private Uni<Optional<FileHash>> fetch(Sight<FileHash> key, Asking asking) {
        return Errand.of(budget, CallKind.FILE, asking, gate -> foundUnlessOthersHave(key, asking, gate), () -> {});
    }

    /** While one waited in line, another line may have been faster. The call is then given back. */
    private Uni<Optional<FileHash>> foundUnlessOthersHave(Sight<FileHash> key, Asking asking, CallGate gate) {
        Optional<Known> meanwhile = known(key);
        if (meanwhile.isPresent()) {
            return Uni.createFrom().item(meanwhile.get().sha1());
        }
        return defender.file(asking.person(setup), key.of().hex(), gate).map(facts -> {
            files.learned(key.perspective(), key.of(), facts);
            Optional<FileHash> sha1 = facts.map(known -> new FileHash(known.sha1()));
            remember(key, sha1);
            return sha1;
        });
    }

    private Optional<Known> known(Sight<FileHash> key) {
        synchronized (remembered) {
            return Optional.ofNullable(remembered.get(key))
                    .filter(known ->
                            ticker.nanos() - known.at() < (known.sha1().isPresent() ? FOUND : UNKNOWN).toNanos());
        }
    }

    private void remember(Sight<FileHash> key, Optional<FileHash> sha1) {
        synchronized (remembered) {
            remembered.remove(key);
            remembered.put(key, new Known(sha1, ticker.nanos()));
        }
    }

    private static TrailException unknown(FileHash sha256) {
        return TrailException.unknownSha256(
                "Defender does not know a file with the SHA-256 " + sha256 + ", and so can't tell its SHA-1.",
                "Defender finds machines by SHA-1 only: " + BY_SHA1);
    }
}
