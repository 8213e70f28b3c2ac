// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The calls of this process, in its memory. */
final class ProcessLedger implements CallLedger {

    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration HOUR = Duration.ofHours(1);

    private static final Turn GRANTED = new Turn(Duration.ZERO, "");

    private final BudgetConfig config;
    private final Ticker ticker;
    private final Map<CallKind, Account> accounts = new EnumMap<>(CallKind.class);

    /**
     * @param config the limits
     * @param ticker the time
     */
    ProcessLedger(BudgetConfig config, Ticker ticker) {
        this.config = config;
        this.ticker = ticker;
        for (CallKind kind : CallKind.values()) {
            accounts.put(kind, new Account(config));
        }
    }

    @Override
    public Uni<Turn> start(CallKind kind, Kept kept) {
        return Uni.createFrom().item(take(kind, kept));
    }

    /** As {@link #start}, at once. */
    Turn take(CallKind kind, Kept kept) {
        Account account = accounts.get(kind);
        synchronized (account) {
            long wait = account.untilFree(ticker.nanos(), kept, 0);
            if (wait > 0) {
                return new Turn(Duration.ofNanos(wait), null);
            }
            account.underWay++;
            return GRANTED;
        }
    }

    @Override
    public Uni<Duration> untilTurn(CallKind kind, Kept kept, int before) {
        return Uni.createFrom().item(until(kind, kept, before));
    }

    /** As {@link #untilTurn}, at once. */
    Duration until(CallKind kind, Kept kept, int before) {
        Account account = accounts.get(kind);
        synchronized (account) {
            return Duration.ofNanos(account.untilFree(ticker.nanos(), kept, before));
        }
    }

    /** Counts a call that somebody else has granted. */
    void count(CallKind kind) {
        Account account = accounts.get(kind);
        synchronized (account) {
            account.underWay++;
        }
    }

    @Override
    public void answered(CallKind kind, String id) {
        Account account = accounts.get(kind);
        synchronized (account) {
            long now = ticker.nanos();
            account.underWay--;
            account.minute.answered(now);
            account.hour.answered(now);
        }
    }

    @Override
    public void unused(CallKind kind, String id) {
        Account account = accounts.get(kind);
        synchronized (account) {
            account.underWay--;
        }
    }

    @Override
    public void closeFor(CallKind kind, Duration wait) {
        Account account = accounts.get(kind);
        synchronized (account) {
            long until = ticker.nanos() + wait.toNanos();
            if (!account.closed || until - account.closedUntil > 0) {
                account.closed = true;
                account.closedUntil = until;
            }
        }
    }

    @Override
    public void spentBefore(CallKind kind, List<Duration> ages) {
        Account account = accounts.get(kind);
        synchronized (account) {
            long now = ticker.nanos();
            ages.stream().sorted(Comparator.reverseOrder()).forEach(age -> {
                account.minute.answered(now - age.toNanos());
                account.hour.answered(now - age.toNanos());
            });
        }
    }

    @Override
    public CallsLeft left(CallKind kind) {
        Account account = accounts.get(kind);
        synchronized (account) {
            long now = ticker.nanos();
            return new CallsLeft(
                    config.perMinute(),
                    account.minute.left(now, account.underWay),
                    config.perHour(),
                    account.hour.left(now, account.underWay),
                    Duration.ofNanos(account.untilFree(now, Kept.NONE, 0)),
                    CallsLeft.Sharing.ALONE);
        }
    }

    private static final class Account {

        private final RollingWindow minute;
        private final RollingWindow hour;
        private int underWay;
        private boolean closed;
        private long closedUntil;

        private Account(BudgetConfig config) {
            this.minute = new RollingWindow(config.perMinute(), MINUTE);
            this.hour = new RollingWindow(config.perHour(), HOUR);
        }

        private long untilFree(long now, Kept kept, int before) {
            if (closed && closedUntil - now <= 0) {
                closed = false;
            }
            long windows = Math.max(
                    minute.untilFree(now, underWay, kept.ofMinute(), before),
                    hour.untilFree(now, underWay, kept.ofHour(), before));
            return Math.max(closed ? closedUntil - now : 0, windows);
        }
    }
}
