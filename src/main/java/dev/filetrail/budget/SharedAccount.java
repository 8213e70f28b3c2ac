// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import dev.filetrail.budget.CallLedger.Turn;
import dev.filetrail.budget.SharedScript.Said;
import dev.filetrail.budget.SharedScript.Verdict;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One kind of call, in the store that replicas share, or on this replica's own share. */
final class SharedAccount implements Standing.Concerned {

    /** More estimates at the same time are made from what is known anyway. */
    private static final int MOST_ESTIMATES = 200;

    private static final Duration A_MOMENT = Duration.ofMillis(100);

    private final CallKind kind;
    private final BudgetConfig config;
    private final ProcessLedger own;
    private final OwnShare share;
    private final OwnStarts starts = new OwnStarts();
    private final SharedScript script;
    private final Standing standing;
    private final String replica;
    private final Ticker ticker;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger estimates = new AtomicInteger();
    /** Null when the store is to be told first what this replica has called. */
    private volatile String epoch;

    private volatile Said last;

    SharedAccount(
            CallKind kind,
            BudgetConfig config,
            ProcessLedger own,
            SharedScript script,
            Standing standing,
            String replica,
            Ticker ticker) {
        this.kind = kind;
        this.config = config;
        this.own = own;
        this.share = new OwnShare(kind, config, own, ticker);
        this.script = script;
        this.standing = standing;
        this.replica = replica;
        this.ticker = ticker;
    }

    /** Hears what is left; tells the store before what it can't know, when need be. */
    Uni<Said> refresh() {
        String known = epoch;
        return known == null ? tell() : script.look(known, Kept.NONE, 0).chain(this::heard);
    }

    private Uni<Said> tell() {
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
            return tell().replaceWith(said);
        }
        if (said.closedFor().compareTo(Duration.ZERO) > 0) {
            own.closeFor(kind, said.closedFor());
        }
        last = said;
        return Uni.createFrom().item(said);
    }

    @Override
    public void shareBegins() {
        Said lastWord = last;
        share.begin(lastWord == null ? null : lastWord.advance());
    }

    @Override
    public void storeLost() {
        epoch = null;
    }

    /** As {@link CallLedger#start}. */
    Uni<Turn> start(Kept kept) {
        String id = replica + "-" + Long.toString(ids.incrementAndGet(), Character.MAX_RADIX);
        String known = epoch;
        if (known == null || !standing.isReachable()) {
            return Uni.createFrom().item(() -> onOwnShare(kept, id));
        }
        boolean careful = standing.isCareful();
        if (careful) {
            Turn mine = share.take(kept);
            if (!mine.granted()) {
                return Uni.createFrom().item(mine);
            }
        } else {
            own.count(kind);
        }
        return script.start(known, kept, id)
                .chain(this::heard)
                .map(said -> said.verdict() == Verdict.DONE ? granted(id) : refused(said, careful))
                .onFailure()
                .invoke(standing::lost)
                .onFailure()
                .recoverWithItem(() -> {
                    giveBack(careful);
                    return onOwnShare(kept, id);
                });
    }

    private Turn refused(Said said, boolean careful) {
        giveBack(careful);
        return new Turn(said.delay().compareTo(A_MOMENT) < 0 ? A_MOMENT : said.delay(), null);
    }

    private void giveBack(boolean careful) {
        if (careful) {
            share.giveBack();
        } else {
            own.unused(kind, "");
        }
    }

    private Turn onOwnShare(Kept kept, String id) {
        Turn turn = share.take(kept);
        if (!turn.granted()) {
            return turn;
        }
        Turn granted = granted(id);
        if (epoch != null) {
            script.write(Map.of(id, OwnStarts.UNDER_WAY)).subscribe().with(said -> {}, standing::lost);
        }
        return granted;
    }

    private Turn granted(String id) {
        starts.started(id, ticker.nanos());
        return new Turn(Duration.ZERO, id);
    }

    /** As {@link CallLedger#untilTurn}. */
    Uni<Duration> untilTurn(Kept kept, int before) {
        String known = epoch;
        if (known == null || !standing.isReachable()) {
            return Uni.createFrom().item(() -> share.until(kept, before));
        }
        Duration atLeast = standing.isCareful() ? share.until(kept, before) : Duration.ZERO;
        if (estimates.get() >= MOST_ESTIMATES) {
            return Uni.createFrom().item(() -> longer(atLeast, last.untilNext()));
        }
        estimates.incrementAndGet();
        return script.look(known, kept, before)
                .onTermination()
                .invoke(estimates::decrementAndGet)
                .chain(this::heard)
                .map(said -> longer(atLeast, said.delay()))
                .onFailure()
                .invoke(standing::lost)
                .onFailure()
                .recoverWithItem(() -> share.until(kept, before));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** As {@link CallLedger#answered}. */
    void answered(String id) {
        own.answered(kind, id);
        starts.answered(id, ticker.nanos());
        pass(script.answered(any(), id));
    }

    /** As {@link CallLedger#unused}. */
    void unused(String id) {
        own.unused(kind, id);
        starts.unused(id);
        pass(script.unused(any(), id));
    }

    /** As {@link CallLedger#closeFor}. */
    void closeFor(Duration wait) {
        own.closeFor(kind, wait);
        pass(script.close(any(), wait));
    }

    private String any() {
        String known = epoch;
        return known == null ? "" : known;
    }

    /** Tells the store. When it can't be told now it is when it is back. */
    private void pass(Uni<Said> word) {
        if (standing.isReachable()) {
            word.subscribe().with(said -> {}, standing::lost);
        }
    }

    /** As {@link CallLedger#left}. */
    CallsLeft left() {
        Said said = last;
        if (said == null || !standing.isReachable()) {
            return share.left();
        }
        return new CallsLeft(
                config.perMinute(),
                said.leftThisMinute(),
                config.perHour(),
                said.leftThisHour(),
                said.untilNext(),
                CallsLeft.Sharing.SHARED);
    }
}
