// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import dev.filetrail.budget.SimulatedTime;
import dev.filetrail.budget.Ticker;
import dev.filetrail.defender.CallGate.Passage;
import dev.filetrail.defender.DefenderException.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Vetoed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A Defender in simulated time that counts every call in rolling windows, at some moment while it is under way, and refuses
 * those beyond the limits. A file has as many machines as its hash says.
 */
@Vetoed
public final class StrictDefender extends DefenderClient {

    private static final int PER_MINUTE = 100;
    private static final int PER_HOUR = 1_500;

    private final SimulatedTime time;
    private final Random random;
    private final Map<Operation, Deque<Long>> counted = new HashMap<>();
    private final Map<String, Integer> askedFor = new HashMap<>();
    private final Map<Integer, DefenderException> failures = new HashMap<>();
    private Duration slowest = Duration.ofMillis(1_500);
    private boolean lookupsForbidden;
    private int calls;
    private int refused;

    public StrictDefender(SimulatedTime time, long seed) {
        super(null, null, null, null);
        this.time = time;
        this.random = new Random(seed);
    }

    /** How long a call takes at the most. */
    public StrictDefender slowest(Duration longest) {
        slowest = longest;
        return this;
    }

    /** Fails with this from the call on that has this number, counted from 1; null ends it. */
    public StrictDefender failFrom(int call, Kind kind, boolean passing) {
        failures.put(
                call,
                kind == null
                        ? null
                        : DefenderException.of(kind, "It failed (" + kind + ").")
                                .toDo("Mend it.")
                                .worthRetrying(passing)
                                .exception());
        return this;
    }

    /** Lets nobody look a SHA-256 up. */
    public StrictDefender forbidLookups() {
        lookupsForbidden = true;
        return this;
    }

    /** How many calls came. */
    public synchronized int calls() {
        return calls;
    }

    /** How many of them were too many. */
    public synchronized int refused() {
        return refused;
    }

    /** How often each hash was asked for. */
    public synchronized Map<String, Integer> askedFor() {
        return Map.copyOf(askedFor);
    }

    @Override
    public Uni<Void> machinesOfFile(Person person, String sha1, MachineSink sink, CallGate gate) {
        return call(Operation.MACHINES_OF_FILE, sha1, gate)
                .invoke(passage -> {
                    sink.pageBegins();
                    int machines = Integer.parseInt(sha1.substring(39), 16);
                    for (int i = 0; i < machines; i++) {
                        sink.add(machine(i));
                    }
                    sink.pageRead();
                    passage.answered();
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<FileFacts>> file(Person person, String sha256, CallGate gate) {
        return call(Operation.FILE, sha256, gate).map(passage -> {
            passage.answered();
            if (lookupsForbidden) {
                throw DefenderException.of(Kind.FORBIDDEN, "No.").exception();
            }
            return sha256.endsWith("0") ? Optional.empty() : Optional.of(facts(sha256.substring(0, 40), sha256));
        });
    }

    private static FileFacts facts(String sha1, String sha256) {
        return new FileFacts(
                sha1, sha256, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private Uni<Passage> call(Operation operation, String hash, CallGate gate) {
        return gate.enter().chain(passage -> {
            Duration before = anyTime();
            Duration after = anyTime();
            return passes(before)
                    .map(counts -> Optional.ofNullable(count(operation, hash)))
                    .call(counted -> passes(after))
                    .map(wait -> answer(passage, wait.orElse(null)))
                    // Like every request that has been sent.
                    .onCancellation()
                    .invoke(passage::answered);
        });
    }

    private Passage answer(Passage passage, Duration wait) {
        if (wait != null) {
            passage.throttled(wait);
            throw DefenderException.of(Kind.THROTTLED, "too often").after(wait).exception();
        }
        DefenderException failure = failure();
        if (failure != null) {
            passage.answered();
            throw failure;
        }
        return passage;
    }

    private Uni<Boolean> passes(Duration span) {
        return Uni.createFrom().emitter(emitter -> {
            Ticker.Alarm alarm = time.after(span, () -> emitter.complete(true));
            emitter.onTermination(alarm::cancel);
        });
    }

    private synchronized DefenderException failure() {
        return failures.entrySet().stream()
                .filter(each -> each.getKey() <= calls)
                .max(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .orElse(null);
    }

    private synchronized Duration anyTime() {
        return Duration.ofNanos((long) (random.nextDouble() * slowest.toNanos() / 2));
    }

    private synchronized Duration count(Operation operation, String hash) {
        calls++;
        long now = time.nanos();
        Deque<Long> moments = counted.computeIfAbsent(operation, any -> new ArrayDeque<>());
        moments.removeIf(each -> now - each >= Duration.ofHours(1).toNanos());
        long minute = moments.stream()
                .filter(each -> now - each < Duration.ofMinutes(1).toNanos())
                .count();
        if (minute >= PER_MINUTE || moments.size() >= PER_HOUR) {
            refused++;
            return Duration.ofSeconds(minute >= PER_MINUTE ? 60 : 600);
        }
        moments.add(now);
        askedFor.merge(hash, 1, Integer::sum);
        return null;
    }

    private static Machine machine(int number) {
        return new Machine(
                "m" + number,
                "pc-" + number,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                number % 2 == 0 ? "High" : "Low",
                null,
                List.of(),
                null,
                false,
                false,
                null);
    }
}
