// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * All contestants, one after the other and then all over again, so that whatever else the machine does meets all of them: the first
 * answer after the start, live calls, and answers that are remembered.
 */
final class SideBySide {

    private static final int STARTS = 9;
    private static final int FILES = 20;
    private static final int REMEMBERED = 100_000;
    private static final int LIVE_BEFORE_MEMORY = 5_000;
    private static final Duration LENGTH = Duration.ofSeconds(8);
    private static final int MOST_WARM_UPS = 12;
    /** Less than that is no growth. */
    private static final double GROWTH = 1.05;

    private final List<Contestant> contestants;
    private final BareDefender defender;
    private final int rounds;
    private final AtomicLong next = new AtomicLong(System.nanoTime() & 0xFFFFFFFFL);

    /** Asks all of them so often for as long as it takes to know how many calls a second they make. */
    SideBySide(List<Contestant> contestants, BareDefender defender, int rounds) {
        this.contestants = contestants;
        this.defender = defender;
        this.rounds = rounds;
    }

    /** A row of the page for each contestant: its name, then a figure for each column. */
    record Table(List<String> columns, Map<String, List<String>> rows) {}

    /** How long until the first answer, and how much memory is then taken. */
    Table firstAnswers() throws IOException {
        Map<Contestant, Spread> times = spreads();
        Map<Contestant, Spread> memory = spreads();
        for (int round = 0; round <= STARTS; round++) {
            for (Contestant contestant : contestants) {
                try (Running program = Running.start(contestant, defender.settings());
                        Connection connection = new Connection(program)) {
                    connection.ask(newHash(), "");
                    double milliseconds = program.age() / 1e6;
                    // The first start of all finds nothing in the system's cache.
                    if (round > 0) {
                        times.get(contestant).add(milliseconds);
                        memory.get(contestant).add(program.resident());
                    }
                }
            }
        }
        return table(
                List.of("first answer, ms after the start", "resident then, MiB"),
                contestant -> List.of(
                        times.get(contestant).inWords("%.0f"),
                        memory.get(contestant).inWords("%.0f")));
    }

    /** How many a second, at what price. */
    Table throughput() throws IOException {
        Map<Contestant, Spread> live = spreads();
        Map<Contestant, Spread> livePrice = spreads();
        Map<Contestant, Spread> remembered = spreads();
        Map<Contestant, Spread> rememberedPrice = spreads();
        Map<Contestant, Spread> memory = spreads();
        for (int round = 0; round < rounds; round++) {
            for (Contestant contestant : contestants) {
                try (Running program = Running.start(contestant, endless())) {
                    warmUp(program, this::newHash);
                    Load.Outcome outcome = Load.run(program, LENGTH, this::newHash);
                    live.get(contestant).add(outcome.perSecond());
                    livePrice.get(contestant).add(outcome.processor());
                    Supplier<String> few = few();
                    warmUp(program, few);
                    outcome = Load.run(program, LENGTH, few);
                    remembered.get(contestant).add(outcome.perSecond());
                    rememberedPrice.get(contestant).add(outcome.processor());
                    memory.get(contestant).add(program.resident());
                }
            }
        }
        return table(
                List.of(
                        "live calls/s",
                        "CPU s per 1,000",
                        "the same few files/s",
                        "CPU s per 1,000 of them",
                        "resident after it, MiB"),
                contestant -> List.of(
                        live.get(contestant).inWords("%.0f"),
                        livePrice.get(contestant).inWords("%.2f"),
                        remembered.get(contestant).inWords("%.0f"),
                        rememberedPrice.get(contestant).inWords("%.3f"),
                        memory.get(contestant).inWords("%.0f")));
    }

    /** Until it grows no faster twice in a row: a JVM compiles what it runs for the better part of a minute, and slows down for it. */
    private static void warmUp(Running program, Supplier<String> hashes) {
        double most = 0;
        int noFaster = 0;
        for (int i = 0; i < MOST_WARM_UPS && noFaster < 2; i++) {
            double now = Load.run(program, LENGTH, hashes).perSecond();
            noFaster = now < most * GROWTH ? noFaster + 1 : 0;
            most = Math.max(most, now);
        }
    }

    /** Memory after 5,000 live calls, and after 100,000 answers that were remembered, each in a program of its own. */
    Table memory() throws IOException {
        Map<Contestant, Spread> live = spreads();
        Map<Contestant, Spread> remembered = spreads();
        for (Contestant contestant : contestants) {
            try (Running program = Running.start(contestant, endless())) {
                Load.ask(program, LIVE_BEFORE_MEMORY, this::newHash);
                live.get(contestant).add(program.resident());
            }
            try (Running program = Running.start(contestant, defender.settings())) {
                Load.ask(program, REMEMBERED, few());
                remembered.get(contestant).add(program.resident());
            }
        }
        return table(
                List.of("resident after 5,000 live calls, MiB", "after 100,000 of the same few files, MiB"),
                contestant -> List.of(
                        String.format("%.0f", live.get(contestant).median()),
                        String.format("%.0f", remembered.get(contestant).median())));
    }

    private Map<String, String> endless() {
        Map<String, String> settings = new LinkedHashMap<>(defender.settings());
        settings.put("filetrail.budget.per-minute", "1000000");
        settings.put("filetrail.budget.per-hour", "1000000");
        return settings;
    }

    private String newHash() {
        return String.format("%040x", next.incrementAndGet());
    }

    private Supplier<String> few() {
        List<String> hashes = IntStream.range(0, FILES).mapToObj(i -> newHash()).toList();
        AtomicLong turn = new AtomicLong();
        return () -> hashes.get((int) (turn.incrementAndGet() % FILES));
    }

    private Map<Contestant, Spread> spreads() {
        Map<Contestant, Spread> spreads = new LinkedHashMap<>();
        contestants.forEach(contestant -> spreads.put(contestant, new Spread()));
        return spreads;
    }

    private Table table(List<String> columns, Function<Contestant, List<String>> row) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        contestants.forEach(contestant -> rows.put(contestant.name(), row.apply(contestant)));
        return new Table(columns, rows);
    }
}
