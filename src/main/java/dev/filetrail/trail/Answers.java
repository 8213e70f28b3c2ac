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
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers about files, at the price of a call only where there is no other way: out of memory, out of what another replica
 * has left, together with others who ask the same, and only then from Defender.
 */
@Singleton
class Answers {

    private final DefenderClient defender;
    private final DefenderSetup setup;
    private final CallBudget budget;
    private final AnswerStore store;
    private final Clock clock;
    private final Ticker ticker;
    private final AnswerMemory memory;
    private final LargeAnswers large = new LargeAnswers();
    private final UnderWay<Wanted, Given> underWay = new UnderWay<>();

    Answers(
            DefenderClient defender,
            DefenderSetup setup,
            CallBudget budget,
            AnswerStore store,
            TrailConfig config,
            Clock clock,
            Ticker ticker) {
        this.defender = defender;
        this.setup = setup;
        this.budget = budget;
        this.store = store;
        this.clock = clock;
        this.ticker = ticker;
        this.memory = new AnswerMemory(config, Runtime.getRuntime().maxMemory());
    }

    /** What is being fetched at this moment, whoever it is for. */
    private final Map<Sight<FileHash>, CompletableFuture<Answer>> fetching = new ConcurrentHashMap<>();

    /** Those who share an errand: whoever wants a new answer can't wait with the others, and no question stands in the line of sweeps. */
    private record Wanted(Sight<FileHash> file, boolean fresh, Urgency urgency) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Wanted that
                    && file.equals(that.file)
                    && fresh == that.fresh
                    && urgency == that.urgency;
        }

        @Override
        public int hashCode() {
            return file.hashCode();
        }
    }

    /**
     * An answer.
     *
     * @param perspective with whose eyes
     * @param hash the file's SHA-1
     * @param asking who asks, and how
     * @return the answer, or a {@link DefenderException}
     */
    Uni<Given> get(Perspective perspective, FileHash hash, Asking asking) {
        if (!asking.fresh()) {
            Optional<Given> fresh = remembered(perspective, hash);
            if (fresh.isPresent()) {
                return Uni.createFrom().item(fresh.get());
            }
        }
        Sight<FileHash> file = new Sight<>(perspective, hash);
        Uni<Given> given = underWay.join(
                new Wanted(file, asking.fresh(), asking.urgency()),
                () -> asking.fresh()
                        ? fetch(file, asking)
                        : leftByAnother(perspective, hash)
                                .chain(left ->
                                        left.isPresent() ? Uni.createFrom().item(left.get()) : fetch(file, asking)));
        return asking.fresh()
                ? given
                : given.onFailure(failure -> failure instanceof DefenderException e && e.isOutage())
                        .recoverWithUni(outage -> stale(perspective, hash, (DefenderException) outage));
    }

    /**
     * An answer that costs no call and no time.
     *
     * @param perspective with whose eyes
     * @param hash the file's SHA-1
     * @return empty when this process remembers none
     */
    Optional<Given> remembered(Perspective perspective, FileHash hash) {
        return memory.fresh(perspective, hash, ticker.nanos()).map(answer -> new Given(answer, true, null));
    }

    /**
     * The answer that a page was cut from.
     *
     * @param perspective with whose eyes
     * @param hash the file's SHA-1
     * @param fetchedAt which of its answers
     * @return empty when it is no longer there
     */
    Uni<Optional<Answer>> forPages(Perspective perspective, FileHash hash, Instant fetchedAt) {
        Optional<Answer> here = memory.forPages(perspective, hash, fetchedAt, ticker.nanos());
        return here.isPresent()
                ? Uni.createFrom().item(here)
                : store.of(perspective, hash, fetchedAt).invoke(left -> left.ifPresent(this::remember));
    }

    private Uni<Optional<Given>> leftByAnother(Perspective perspective, FileHash hash) {
        return store.latest(perspective, hash)
                .map(latest -> latest.filter(answer -> memory.isFresh(answer, ticker.nanos()))
                        .map(answer -> {
                            remember(answer);
                            return new Given(answer, true, null);
                        }));
    }

    private Uni<Given> stale(Perspective perspective, FileHash hash, DefenderException outage) {
        long now = ticker.nanos();
        Optional<Answer> here = memory.stale(perspective, hash, now);
        Uni<Optional<Answer>> any = here.isPresent()
                ? Uni.createFrom().item(here)
                : store.latest(perspective, hash)
                        .map(latest -> latest.filter(answer -> memory.isBetterThanNone(answer, now)));
        return any.map(old ->
                old.map(answer -> new Given(answer, true, outage.getMessage())).orElseThrow(() -> outage));
    }

    private Uni<Given> fetch(Sight<FileHash> file, Asking asking) {
        LargeAnswers.Turn turn = large.turn();
        return Errand.of(
                budget,
                CallKind.MACHINES_OF_FILE,
                asking,
                gate -> asking.fresh()
                        ? fetched(file, asking, gate, turn).map(answer -> new Given(answer, false, null))
                        : fetchedUnlessOthersHave(file, asking, gate, turn),
                turn::end);
    }

    /** While one waited in line, another line may have been faster: a sweep's, or that of the questions. The call is then given back. */
    private Uni<Given> fetchedUnlessOthersHave(
            Sight<FileHash> file, Asking asking, CallGate gate, LargeAnswers.Turn turn) {
        Optional<Answer> meanwhile = memory.fresh(file.perspective(), file.of(), ticker.nanos());
        if (meanwhile.isPresent()) {
            return Uni.createFrom().item(new Given(meanwhile.get(), true, null));
        }
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> others = fetching.putIfAbsent(file, mine);
        return others == null
                ? fetched(file, asking, gate, turn)
                        .invoke(mine::complete)
                        .onTermination()
                        .invoke(() -> {
                            fetching.remove(file, mine);
                            // Whoever waits for it then fetches for itself, unless it has come.
                            mine.cancel(false);
                        })
                        .map(answer -> new Given(answer, false, null))
                : Uni.createFrom()
                        .completionStage(() -> others.thenApply(answer -> new Given(answer, false, null)))
                        // The others gave up, or failed.
                        .onFailure()
                        .recoverWithUni(() -> fetchedUnlessOthersHave(file, asking, gate, turn));
    }

    private Uni<Answer> fetched(Sight<FileHash> file, Asking asking, CallGate gate, LargeAnswers.Turn turn) {
        MachineTable.Builder machines = new MachineTable.Builder(turn);
        return defender.machinesOfFile(asking.person(setup), file.of().hex(), machines, gate)
                .map(all -> {
                    Answer answer = new Answer(
                            file.perspective(), file.of(), machines.build(), clock.instant(), ticker.nanos());
                    remember(answer);
                    store.keep(answer);
                    return answer;
                });
    }

    private void remember(Answer answer) {
        memory.keep(answer, ticker.nanos());
    }

    /** @return memory that remembered answers take, nearly */
    long rememberedBytes() {
        return memory.bytes();
    }

    /** @return how many answers are remembered */
    int rememberedAnswers() {
        return memory.size();
    }

    /** @return how old an answer is, in whole seconds */
    long ageSeconds(Answer answer) {
        return answer.age(ticker.nanos()) / 1_000_000_000L;
    }
}
