package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.Ticker;
import dev.filetrail.defender.CallGate;
import dev.filetrail.defender.DefenderClient;
import dev.filetrail.defender.DefenderException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Answers about files, at the price of a call only where there is no other way: out of memory, out of what another replica
 * has left, together with others who ask the same, and only then from Defender.
 */
@ApplicationScoped
class Answers {

    private final DefenderClient defender;
    private final CallBudget budget;
    private final AnswerStore store;
    private final Clock clock;
    private final Ticker ticker;
    private final AnswerMemory memory;
    private final LargeAnswers large = new LargeAnswers();
    private final UnderWay<Wanted, Given> underWay = new UnderWay<>();

    Answers(
            DefenderClient defender,
            CallBudget budget,
            AnswerStore store,
            TrailConfig config,
            Clock clock,
            Ticker ticker) {
        this.defender = defender;
        this.budget = budget;
        this.store = store;
        this.clock = clock;
        this.ticker = ticker;
        this.memory = new AnswerMemory(config);
    }

    /** Who wants no remembered answer doesn't want what another replica remembers either, and sweeps don't hold questions up. */
    private record Wanted(Perspective perspective, FileHash hash, Asking asking) {}

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
            Optional<Answer> fresh = memory.fresh(perspective, hash, ticker.nanos());
            if (fresh.isPresent()) {
                return Uni.createFrom().item(new Given(fresh.get(), true, null));
            }
        }
        Asking anyDoor = new Asking("", asking.fresh(), asking.urgency(), asking.patience());
        Uni<Given> given = underWay.join(
                new Wanted(perspective, hash, anyDoor),
                () -> asking.fresh()
                        ? fetch(perspective, hash, asking)
                        : leftByAnother(perspective, hash)
                                .chain(left -> left.isPresent()
                                        ? Uni.createFrom().item(left.get())
                                        : fetch(perspective, hash, asking)));
        return asking.fresh()
                ? given
                : given.onFailure(failure -> failure instanceof DefenderException e && e.isOutage())
                        .recoverWithUni(outage -> stale(perspective, hash, (DefenderException) outage));
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

    private Uni<Given> fetch(Perspective perspective, FileHash hash, Asking asking) {
        return Errand.of(
                budget, CallKind.MACHINES_OF_FILE, asking, gate -> fetched(perspective, hash, gate), large::leave);
    }

    private Given fetched(Perspective perspective, FileHash hash, CallGate gate) {
        MachineTable.Builder machines = new MachineTable.Builder(large);
        defender.machinesOfFile(hash.hex(), machines, gate);
        Answer answer = new Answer(perspective, hash, machines.build(), clock.instant(), ticker.nanos());
        remember(answer);
        store.keep(answer);
        return new Given(answer, false, null);
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
