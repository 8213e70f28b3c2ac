// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.Ticker;
import dev.filetrail.defender.CallGate;
import dev.filetrail.defender.DefenderException;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Answers of one kind of call that are small enough to be kept as they are: remembered as long as those about files are, fetched
 * once for all who ask for the same at the same time, and given again, marked as stale, while Defender is down. What they are
 * kept by names the perspective that they were seen with.
 *
 * @param <K> what is asked for, and with whose eyes
 * @param <V> what Defender says
 */
final class SmallAnswers<K, V> {

    /** What all of them may weigh; an answer weighs one, and what it holds. */
    private static final int HEAVIEST = 5_000;

    private final CallBudget budget;
    private final CallKind kind;
    private final TrailConfig config;
    private final Clock clock;
    private final Ticker ticker;
    private final ToIntFunction<V> weight;
    private final UnderWay<Wanted<K>, Known<V>> underWay = new UnderWay<>();
    /** In the order of their arrival. */
    private final Map<K, Known<V>> remembered = new LinkedHashMap<>();

    private int heavy;

    /**
     * Nothing is remembered yet.
     *
     * @param budget gives the calls
     * @param kind of call
     * @param config how long to remember
     * @param clock when it was, for people
     * @param ticker how old it is
     * @param weight how much an answer holds; 0 for one that says that there is nothing, which is remembered for a shorter time
     */
    SmallAnswers(
            CallBudget budget, CallKind kind, TrailConfig config, Clock clock, Ticker ticker, ToIntFunction<V> weight) {
        this.budget = budget;
        this.kind = kind;
        this.config = config;
        this.clock = clock;
        this.ticker = ticker;
        this.weight = weight;
    }

    private record Wanted<K>(K key, boolean fresh) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Wanted<?> that && key.equals(that.key) && fresh == that.fresh;
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }
    }

    /**
     * What Defender said.
     *
     * @param value what
     * @param fetchedAt when, by the clock on the wall
     * @param fetchedNanos when, by the time that passes
     * @param remembered it cost no call
     * @param staleReason why it is given although it is too old; null when it is not
     */
    record Known<V>(V value, Instant fetchedAt, long fetchedNanos, boolean remembered, String staleReason) {

        private Known<V> again(String reason) {
            return new Known<>(value, fetchedAt, fetchedNanos, true, reason);
        }
    }

    /**
     * An answer.
     *
     * @param key what is asked for, and with whose eyes
     * @param asking who asks, and how
     * @param fetch asks Defender
     * @return the answer, or a {@link DefenderException}
     */
    Uni<Known<V>> get(K key, Asking asking, Function<CallGate, Uni<V>> fetch) {
        return get(key, asking, Duration.ZERO, fetch);
    }

    /**
     * An answer, for somebody who is content with an older one.
     *
     * @param key what is asked for, and with whose eyes
     * @param asking who asks, and how
     * @param oldEnough how old a remembered answer may be, if that is more than usual
     * @param fetch asks Defender
     * @return the answer, or a {@link DefenderException}
     */
    Uni<Known<V>> get(K key, Asking asking, Duration oldEnough, Function<CallGate, Uni<V>> fetch) {
        Optional<Known<V>> fresh = asking.fresh()
                ? Optional.empty()
                : remembered(key).filter(known -> isFresh(known) || age(known) < oldEnough.toNanos());
        if (fresh.isPresent()) {
            Known<V> known = fresh.get();
            return Uni.createFrom().item(known.again(isFresh(known) ? null : known.staleReason()));
        }
        Uni<Known<V>> fetched = underWay.join(
                new Wanted<>(key, asking.fresh()),
                () -> Errand.of(
                        budget, kind, asking, gate -> fetch.apply(gate).map(value -> remember(key, value)), () -> {}));
        return asking.fresh()
                ? fetched
                : fetched.onFailure(failure -> failure instanceof DefenderException e && e.isOutage())
                        .recoverWithUni(outage -> Uni.createFrom().item(() -> stale(key, (DefenderException) outage)));
    }

    /**
     * Keeps an answer that came another way.
     *
     * @param key what it answers, and with whose eyes
     * @param value what Defender said just now
     */
    void keep(K key, V value) {
        remember(key, value);
    }

    /** @return how old an answer is, in whole seconds */
    long ageSeconds(Known<?> known) {
        return age(known) / 1_000_000_000L;
    }

    /** It is kept as stale, for whoever turns pages while there is no newer one. */
    private synchronized Known<V> stale(K key, DefenderException outage) {
        Known<V> stale = remembered(key)
                .filter(known -> age(known) < config.rememberStale().toNanos())
                .map(known -> known.again(outage.getMessage()))
                .orElseThrow(() -> outage);
        remembered.put(key, stale);
        return stale;
    }

    private boolean isFresh(Known<V> known) {
        long good = config.remember().toNanos();
        return age(known)
                < (weight.applyAsInt(known.value()) == 0
                        ? Math.min(good, config.rememberEmpty().toNanos())
                        : good);
    }

    private long age(Known<?> known) {
        return Math.max(0, ticker.nanos() - known.fetchedNanos());
    }

    private synchronized Optional<Known<V>> remembered(K key) {
        return Optional.ofNullable(remembered.get(key));
    }

    private synchronized Known<V> remember(K key, V value) {
        Known<V> known = new Known<>(value, clock.instant(), ticker.nanos(), false, null);
        Known<V> before = remembered.remove(key);
        remembered.put(key, known);
        heavy += weigh(known) - (before == null ? 0 : weigh(before));
        Iterator<Known<V>> oldestFirst = remembered.values().iterator();
        // The newest one stays whatever it weighs.
        while (remembered.size() > 1) {
            Known<V> oldest = oldestFirst.next();
            if (heavy <= HEAVIEST && !isOfNoUse(oldest)) {
                break;
            }
            oldestFirst.remove();
            heavy -= weigh(oldest);
        }
        return known;
    }

    private boolean isOfNoUse(Known<V> known) {
        return age(known) >= AnswerMemory.longest(config).toNanos();
    }

    private int weigh(Known<V> known) {
        return 1 + weight.applyAsInt(known.value());
    }
}
