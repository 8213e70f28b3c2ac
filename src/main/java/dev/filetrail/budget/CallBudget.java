package dev.filetrail.budget;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The calls that may still be made: for each kind of call, never more than the limit in any 60 seconds, nor in any 3,600.
 * Defender counts that way for each application and tenant and answers 429 beyond it. A refused question does not count
 * here, so asking too often never keeps the budget shut.
 */
@ApplicationScoped
public class CallBudget {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<CallKind, Account> accounts = new EnumMap<>(CallKind.class);
    private final LongSupplier nanoClock;

    /** @param config the limits */
    @Inject
    public CallBudget(BudgetConfig config) {
        this(config, System::nanoTime);
    }

    CallBudget(BudgetConfig config, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        for (CallKind kind : CallKind.values()) {
            accounts.put(kind, new Account(config));
        }
    }

    /**
     * Spends one call, if there is one.
     *
     * @param kind what is about to be called
     * @return how long there is none to be had, zero when the call is granted and counted
     */
    public Duration spend(CallKind kind) {
        Account account = accounts.get(kind);
        synchronized (account) {
            long now = nanoClock.getAsLong();
            long wait = account.untilNext(now);
            if (wait == 0) {
                account.minute.start(now);
                account.hour.start(now);
            }
            return Duration.ofNanos(wait);
        }
    }

    /**
     * Nobody calls until then: Defender itself said so, since another program may share the allowance, or since its quota
     * by processor time, which nobody can count from outside, is used up.
     *
     * @param kind what was refused
     * @param wait from now on; a shorter one never shortens a longer one
     */
    public void closeFor(CallKind kind, Duration wait) {
        Account account = accounts.get(kind);
        synchronized (account) {
            long until = nanoClock.getAsLong() + wait.toNanos();
            if (!account.closed || until - account.closedUntil > 0) {
                account.closed = true;
                account.closedUntil = until;
            }
        }
    }

    /**
     * What is left.
     *
     * @param kind of call
     * @return a snapshot; others may spend at any moment
     */
    public CallsLeft left(CallKind kind) {
        Account account = accounts.get(kind);
        synchronized (account) {
            long now = nanoClock.getAsLong();
            return new CallsLeft(
                    account.minute.left(now), account.hour.left(now), Duration.ofNanos(account.untilNext(now)));
        }
    }

    private static final class Account {

        private final RollingWindow minute;
        private final RollingWindow hour;
        private boolean closed;
        private long closedUntil;

        private Account(BudgetConfig config) {
            this.minute = new RollingWindow(config.perMinute(), MINUTE);
            this.hour = new RollingWindow(config.perHour(), HOUR);
        }

        private long untilNext(long now) {
            if (closed && closedUntil - now <= 0) {
                closed = false;
            }
            return Math.max(closed ? closedUntil - now : 0, Math.max(minute.untilNext(now), hour.untilNext(now)));
        }
    }
}
