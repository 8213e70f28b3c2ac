// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file that 100,000 machines have seen: how long that takes, how much memory, and how much of the time is the mere reading. */
final class LargeAnswer {

    private static final int WARM_UP = 3;
    private static final int READINGS = 6;
    private static final Pattern TOLD = Pattern.compile("\"text\":\"([0-9.E-]+)\"");

    private LargeAnswer() {}

    static SideBySide.Table measure(List<Contestant> contestants, BareDefender defender, int rounds)
            throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Contestant contestant : contestants) {
            Spread cold = new Spread();
            Spread warm = new Spread();
            Spread memory = new Spread();
            for (int round = 0; round < rounds; round++) {
                try (Running program = Running.start(contestant, defender.settings());
                        Connection connection = new Connection(program)) {
                    cold.add(seconds(connection, round * 10));
                    memory.add(program.mostResident());
                    for (int again = 1; again < 5; again++) {
                        warm.add(seconds(connection, round * 10 + again));
                    }
                }
            }
            rows.put(contestant.name(), List.of(cold.inWords("%.2f"), warm.inWords("%.2f"), memory.inWords("%.0f")));
        }
        return new SideBySide.Table(
                List.of("the first, s", "the next ones, s", "most resident after the first, MiB"), rows);
    }

    private static double seconds(Connection connection, int number) throws IOException {
        long start = System.nanoTime();
        connection.ask(BareDefender.hugeHash(number), "");
        return (System.nanoTime() - start) / 1e9;
    }

    /** Seconds that Jackson's streaming parser takes for the same bytes in a program, once it is warm. */
    static Spread bareParser(Contestant contestant, BareDefender defender) throws IOException {
        Spread seconds = new Spread();
        try (Running program = Running.start(contestant.parsing(), defender.settings());
                Connection connection = new Connection(program)) {
            for (int round = 0; round < WARM_UP + READINGS; round++) {
                int length = connection.ask(BareDefender.hugeHash(round), "");
                if (round >= WARM_UP) {
                    Matcher told = TOLD.matcher(connection.answer(length));
                    if (!told.find()) {
                        throw new IOException("no seconds in " + connection.answer(length));
                    }
                    seconds.add(Double.parseDouble(told.group(1)));
                }
            }
        }
        return seconds;
    }
}
