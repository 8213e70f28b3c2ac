// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import dev.filetrail.budget.CallLedger.Turn;
import dev.filetrail.budget.SharedScript.Said;
import dev.filetrail.budget.SharedScript.Verdict;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One kind of call. The store that replicas share grants it; while it can't be asked, this replica grants out of its own share.
 * While this replica is careful, since the store may not know of all calls yet, both have to grant it. A call that only the store
 * has granted is counted by this replica too, so that it knows its own when the store is lost.
 */
final class SharedAccount implements Standing.Concerned {

    /** More estimates at the same time are made from what is known anyway. */
    private static final int MOST_ESTIMATES = 200;

    private static final Duration A_MOMENT = Duration.ofMillis(100);

    private final CallKind kind;
    private final BudgetConfig config;
    private final ProcessLedger own;
    private final OwnShare share;
    private final StoreMemory memory;
    private final Standing standing;
    private final String replica;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger estimates = new AtomicInteger();

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
        this.memory = new StoreMemory(script, standing, wait -> own.closeFor(kind, wait), ticker);
        this.standing = standing;
        this.replica = replica;
    }

    /** As {@link StoreMemory#refresh}. */
    Uni<Said> refresh() {
        return memory.refresh();
    }

    @Override
    public void shareBegins() {
        Said lastWord = memory.last();
        share.begin(lastWord == null ? null : lastWord.advance());
    }

    @Override
    public void storeLost() {
        memory.lost();
    }

    /** As {@link CallLedger#start}. */
    Uni<Turn> start(Kept kept) {
        String id = replica + "-" + Long.toString(ids.incrementAndGet(), Character.MAX_RADIX);
        String epoch = memory.epoch();
        if (epoch == null) {
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
        return memory.start(epoch, kept, id)
                .map(said -> said.verdict() == Verdict.DONE ? granted(id) : refused(said, careful))
                .onFailure()
                .recoverWithItem(() -> {
                    giveBack(careful);
                    return onOwnShare(kept, id);
                });
    }

    private Turn granted(String id) {
        memory.started(id);
        return new Turn(Duration.ZERO, id);
    }

    private Turn refused(Said said, boolean careful) {
        giveBack(careful);
        return new Turn(longer(A_MOMENT, said.delay()), null);
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
        memory.startedUnasked(id);
        return new Turn(Duration.ZERO, id);
    }

    /** As {@link CallLedger#untilTurn}. */
    Uni<Duration> untilTurn(Kept kept, int before) {
        String epoch = memory.epoch();
        if (epoch == null) {
            return Uni.createFrom().item(() -> share.until(kept, before));
        }
        Duration atLeast = standing.isCareful() ? share.until(kept, before) : Duration.ZERO;
        if (estimates.get() >= MOST_ESTIMATES) {
            return Uni.createFrom().item(() -> longer(atLeast, memory.last().untilNext()));
        }
        estimates.incrementAndGet();
        return memory.look(epoch, kept, before)
                .onTermination()
                .invoke(estimates::decrementAndGet)
                .map(said -> longer(atLeast, said.delay()))
                .onFailure()
                .recoverWithItem(() -> share.until(kept, before));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** As {@link CallLedger#answered}. */
    void answered(String id) {
        own.answered(kind, id);
        memory.answered(id);
    }

    /** As {@link CallLedger#unused}. */
    void unused(String id) {
        own.unused(kind, id);
        memory.unused(id);
    }

    /** As {@link CallLedger#closeFor}. */
    void closeFor(Duration wait) {
        own.closeFor(kind, wait);
        memory.closeFor(wait);
    }

    /** As {@link CallLedger#left}. */
    CallsLeft left() {
        Said said = memory.last();
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
