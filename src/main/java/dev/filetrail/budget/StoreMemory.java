// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import dev.filetrail.budget.SharedScript.Said;
import dev.filetrail.budget.SharedScript.Verdict;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the store that replicas share remembers of one kind of call. It may forget everything, or be away while this replica
 * goes on; so all that this replica has called is kept here too, and told again before anything is asked.
 */
final class StoreMemory {

    private final SharedScript script;
    private final Standing standing;
    private final Consumer<Duration> closed;
    private final Ticker ticker;
    private final OwnStarts starts = new OwnStarts();
    /** Names the memory that knows all that this replica has called. Null when the store is to be told first. */
    private volatile String epoch;

    private volatile Said last;

    /**
     * @param script of the store
     * @param standing hears when the store is lost, or has forgotten
     * @param closed is told for how long Defender wants to hear of no replica
     * @param ticker the time
     */
    StoreMemory(SharedScript script, Standing standing, Consumer<Duration> closed, Ticker ticker) {
        this.script = script;
        this.standing = standing;
        this.closed = closed;
        this.ticker = ticker;
    }

    /** @return the memory to ask; null when it can't be asked now */
    String epoch() {
        return standing.isReachable() ? epoch : null;
    }

    /** @return what the store has said last; null when it never has */
    Said last() {
        return last;
    }

    /** What the store knows when it is back is not known. */
    void lost() {
        epoch = null;
    }

    /** Hears what is left; tells the store before what it can't know, when need be. */
    Uni<Said> refresh() {
        String known = epoch;
        return known == null ? tellAll() : script.look(known, Kept.NONE, 0).chain(this::heard);
    }

    private Uni<Said> tellAll() {
        Map<String, Long> told = starts.ages(ticker.nanos());
        return script.write(told).chain(said -> {
            epoch = said.epoch();
            // What began meanwhile is told now; what begins from here on tells itself.
            Map<String, Long> since = starts.ages(ticker.nanos());
            since.keySet().removeAll(told.keySet());
            return since.isEmpty() ? heard(said) : script.write(since).chain(this::heard);
        });
    }

    private Uni<Said> heard(Said said) {
        if (said.verdict() == Verdict.ANOTHER_EPOCH) {
            standing.forgotten();
            // Nothing was done; whoever asked comes again in a moment.
            return tellAll().replaceWith(said);
        }
        if (said.closedFor().compareTo(Duration.ZERO) > 0) {
            closed.accept(said.closedFor());
        }
        last = said;
        return Uni.createFrom().item(said);
    }

    /**
     * Asks for a call.
     *
     * @param known by {@link #epoch}
     * @param kept calls to leave alone
     * @param id names the call
     * @return what the store says; fails when it is lost, which is then known
     */
    Uni<Said> start(String known, Kept kept, String id) {
        return script.start(known, kept, id).chain(this::heard).onFailure().invoke(standing::lost);
    }

    /**
     * Asks for how long somebody has to wait.
     *
     * @param known by {@link #epoch}
     * @param kept calls to leave alone
     * @param before how many others wait before
     * @return what the store says; fails when it is lost, which is then known
     */
    Uni<Said> look(String known, Kept kept, int before) {
        return script.look(known, kept, before).chain(this::heard).onFailure().invoke(standing::lost);
    }

    /** A call begins, whoever granted it. */
    void started(String id) {
        starts.started(id, ticker.nanos());
    }

    /** A call has begun that the store has not granted. Unless it was told of all others it will be told of this one with them. */
    void startedUnasked(String id) {
        started(id);
        if (epoch != null) {
            tell(script.write(Map.of(id, OwnStarts.UNDER_WAY)));
        }
    }

    /** The call was answered. */
    void answered(String id) {
        starts.answered(id, ticker.nanos());
        tellIfReachable(script.answered(any(), id));
    }

    /** The call was never made. */
    void unused(String id) {
        starts.unused(id);
        tellIfReachable(script.unused(any(), id));
    }

    /** Defender wants to hear of no replica for so long. */
    void closeFor(Duration wait) {
        tellIfReachable(script.close(any(), wait));
    }

    private String any() {
        String known = epoch;
        return known == null ? "" : known;
    }

    /** When it can't be told now it is when it is back. */
    private void tellIfReachable(Uni<Said> word) {
        if (standing.isReachable()) {
            tell(word);
        }
    }

    private void tell(Uni<Said> word) {
        word.subscribe().with(said -> {}, standing::lost);
    }
}
