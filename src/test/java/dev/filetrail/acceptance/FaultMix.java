// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import dev.filetrail.simulator.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Chooses what befalls each call, at random from a seed, and remembers when calls came and what pauses were ordered. About
 * half of the calls are well while it storms, and all of them otherwise.
 */
final class FaultMix {

    /** What FileTrail waits after a 429 that does not say how long. */
    private static final Duration UNSAID = Duration.ofSeconds(10);

    private final SplittableRandom random;
    private final List<Long> calls = new ArrayList<>();
    private final List<Pause> pauses = new ArrayList<>();
    private final Map<String, Integer> chosen = new TreeMap<>();
    private boolean stormy;
    private int throttledAgain;

    FaultMix(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A 429, when it was sent and for how long nobody is to call after it. */
    record Pause(long atNanos, Duration length) {}

    synchronized void storm(boolean on) {
        stormy = on;
    }

    /** For the API's calls. */
    synchronized Optional<Fault> ofCall() {
        long now = System.nanoTime();
        calls.add(now);
        if (!stormy) {
            return Optional.empty();
        }
        Optional<Fault> again = duringPause(now);
        if (again.isPresent()) {
            return again;
        }
        int ticket = random.nextInt(1_000);
        Fault fault = ticket < 480 ? null : ticket < 985 ? trouble(ticket) : throttle(ticket, now);
        chosen.merge(fault == null ? "none" : fault.toString().replaceAll("[0-9].*", ""), 1, Integer::sum);
        return Optional.ofNullable(fault);
    }

    /** For the sign-in's requests. */
    synchronized Optional<Fault> ofSignIn() {
        if (!stormy) {
            return Optional.empty();
        }
        return switch (random.nextInt(12)) {
            case 0 -> Optional.of(Fault.empty(503));
            case 1 -> Optional.of(Fault.html(200));
            case 2 -> Optional.of(Fault.resetBeforeAnswer());
            case 3 -> Optional.of(Fault.slow(millis(400)));
            case 4 -> Optional.of(Fault.brokenJson());
            case 5 -> Optional.of(Fault.cutOff());
            default -> Optional.empty();
        };
    }

    private Fault trouble(int ticket) {
        return switch (ticket % 25) {
            case 0, 1, 2, 3 -> Fault.slow(millis(600));
            case 4, 5, 6 -> Fault.slowBody(millis(80));
            case 7, 8 -> Fault.cutOff();
            case 9, 10 -> Fault.cutOffWellFormed();
            case 11, 12 -> Fault.reset();
            case 13, 14 -> Fault.resetBeforeAnswer();
            case 15 -> Fault.status(500, "InternalServerError", "Something went wrong");
            case 16 -> Fault.html(502);
            case 17 -> Fault.empty(503);
            case 18 -> Fault.status(504, "GatewayTimeout", "Nobody answered");
            case 19 -> Fault.brokenJson();
            case 20 -> Fault.html(200);
            case 21 -> Fault.empty(200);
            case 22 -> Fault.unauthorized();
            case 23 -> Fault.raw(200, "application/json", "{\"value\":[{}]}");
            default -> random.nextInt(4) == 0 ? Fault.stalled() : Fault.raw(404, "text/plain", "lost");
        };
    }

    private Fault throttle(int ticket, long now) {
        return switch (ticket) {
            case 985, 986, 987, 988 -> paused(now, Duration.ZERO, Fault.throttled(0));
            case 989, 990 -> paused(now, Duration.ZERO, Fault.throttledUntil(Instant.EPOCH));
            case 991, 992, 993, 994 -> paused(now, Duration.ofSeconds(1), Fault.throttled(1));
            case 995 -> paused(now, Duration.ofSeconds(2), Fault.throttledInTextOnly(2));
            // The date has no fractions of a second.
            case 996, 997 ->
                paused(
                        now,
                        Duration.ofSeconds(2),
                        Fault.throttledUntil(Instant.now().plusSeconds(3)));
            default ->
                random.nextInt(4) > 0
                        ? paused(now, Duration.ZERO, Fault.throttledSaying("0"))
                        : paused(now, UNSAID, Fault.throttledSaying(random.nextBoolean() ? null : "soon"));
        };
    }

    /** Whoever calls during a pause is told again, as Defender does: the first 429 may have come to one who had just given up. */
    private Optional<Fault> duringPause(long now) {
        Duration left = Duration.ZERO;
        for (Pause pause : pauses) {
            Duration rest = pause.length().minusNanos(now - pause.atNanos());
            left = rest.compareTo(left) > 0 ? rest : left;
        }
        if (left.isZero()) {
            return Optional.empty();
        }
        throttledAgain++;
        return Optional.of(Fault.throttled((int) left.plusMillis(999).toSeconds()));
    }

    private Fault paused(long now, Duration length, Fault fault) {
        pauses.add(new Pause(now, length));
        return fault;
    }

    private Duration millis(int bound) {
        return Duration.ofMillis(1 + random.nextInt(bound));
    }

    /** How many of each, for the log. */
    synchronized Map<String, Integer> chosen() {
        return new TreeMap<>(chosen);
    }

    synchronized int calls() {
        return calls.size();
    }

    synchronized int throttled() {
        return pauses.size() + throttledAgain;
    }

    /** The most calls that came within any 60 seconds. */
    synchronized int mostInAMinute() {
        int most = 0;
        int from = 0;
        for (int to = 0; to < calls.size(); to++) {
            while (calls.get(to) - calls.get(from) >= Duration.ofMinutes(1).toNanos()) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    /** Calls that came during a pause, though there was time to know of it. */
    synchronized List<String> callsDuringPauses(Duration timeToKnow) {
        List<String> during = new ArrayList<>();
        for (Pause pause : pauses) {
            for (long call : calls) {
                long after = call - pause.atNanos();
                if (after > timeToKnow.toNanos() && after < pause.length().toNanos()) {
                    during.add(Duration.ofNanos(after) + " into " + pause.length());
                }
            }
        }
        return during;
    }
}
