// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures FileTrail built with one option or another: {@code bash src/bench/run --options} writes {@code docs/build-options.md}. */
public final class BuildOptions {

    private static final String BEGINNING = """
            # Build options

            Written by `bash src/bench/run --options`, which builds FileTrail's native executable with one set of options after the other
            (`src/bench/options`) and asks all of them in turn, as in [benchmarks](benchmarks.md). What is kept, and why, is
            [decision 10](explanation/decisions/0010-native-and-small.md).

            """;

    private static final int ROUNDS = 1;

    private BuildOptions() {}

    /**
     * Measures what there is.
     *
     * @param args the page to write, the folder with the executables, numbered from 1, and the file that names them in that order
     */
    public static void main(String... args) throws Exception {
        List<Contestant> contestants = contestants(Path.of(args[1]), Path.of(args[2]));
        Page page = new Page(BEGINNING);
        page.table("The executable", sizes(contestants));
        try (BareDefender defender = BareDefender.start()) {
            SideBySide sideBySide = new SideBySide(contestants, defender, ROUNDS);
            page.table("From the start to the first answer", sideBySide.firstAnswers());
            page.table("Live calls, and answers that are remembered", sideBySide.throughput());
            page.table("A file that 100,000 machines have seen", LargeAnswer.measure(contestants, defender, ROUNDS));
        }
        Files.writeString(Path.of(args[0]), page.text());
        System.out.println(page.text());
    }

    private static List<Contestant> contestants(Path place, Path names) throws IOException {
        List<Contestant> contestants = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(names)) {
            if (!line.startsWith("#")) {
                String[] parts = line.split("\\|", -1);
                List<String> command = new ArrayList<>();
                command.add(place.resolve(String.valueOf(parts[1].isBlank() ? 1 : ++number))
                        .toString());
                if (!parts[2].isBlank()) {
                    command.add(parts[2].strip());
                }
                contestants.add(new Contestant(parts[0].strip(), command));
            }
        }
        return contestants;
    }

    private static SideBySide.Table sizes(List<Contestant> contestants) throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Contestant each : contestants) {
            double bytes = Files.size(Path.of(each.command().get(0)));
            rows.put(each.name(), List.of(String.format(Locale.ROOT, "%.1f", bytes / 1e6)));
        }
        return new SideBySide.Table(List.of("MB"), rows);
    }
}
