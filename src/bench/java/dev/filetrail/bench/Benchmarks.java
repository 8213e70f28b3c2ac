// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import dev.filetrail.acceptance.ServingProgram;
import dev.filetrail.acceptance.SimulatedDefender;
import dev.filetrail.simulator.SimulatorServer;
import dev.filetrail.trail.HourLongSweep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures, and writes the figures down: {@code bash src/bench/run} writes {@code docs/benchmarks.md}. */
public final class Benchmarks {

    private static final int ROUNDS = 3;
    private static final String BARE = "bare Quarkus MCP server";
    private static final String BARE_NATIVE = BARE + ", native";

    private Benchmarks() {}

    /**
     * Runs all of them, one after the other.
     *
     * @param args the page to write, and the folder with the programs that are measured
     */
    public static void main(String... args) throws Exception {
        List<Contestant> contestants = contestants(Path.of(args[1]));
        List<Figure> figures = new ArrayList<>(sweep());
        try (SimulatorServer defender = SimulatorServer.start();
                ServingProgram program = ServingProgram.start(SimulatedDefender.settings(defender))) {
            figures.addAll(ThousandPeople.measure(program, defender));
        }
        Page page = new Page(Page.BENCHMARKS);
        try (BareDefender defender = BareDefender.start()) {
            SideBySide sideBySide = new SideBySide(withOneThatDoesNothing(contestants), defender, ROUNDS);
            page.table("From the start to the first answer", sideBySide.firstAnswers());
            page.table("Live calls, and answers that are remembered", sideBySide.throughput());
            page.table("Memory", sideBySide.memory());
            page.table("A file that 100,000 machines have seen", LargeAnswer.measure(contestants, defender, ROUNDS));
            for (Contestant contestant : contestants) {
                if (contestant.name().startsWith(BARE)) {
                    figures.add(new Figure(
                            "seconds that Jackson's streaming parser alone takes for the bytes of those 100,000 machines, warm, in the "
                                    + contestant.name(),
                            LargeAnswer.bareParser(contestant, defender).inWords("%.2f")));
                }
            }
        }
        page.figures(figures);
        Files.writeString(Path.of(args[0]), page.text());
        System.out.println(page.text());
    }

    /** Those that src/bench/run has built. */
    private static List<Contestant> contestants(Path place) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                        new Contestant(
                                "FileTrail, native",
                                List.of(place.resolve("filetrail").toString())),
                        new Contestant(
                                BARE_NATIVE, List.of(place.resolve("bare").toString())),
                        new Contestant(
                                "FileTrail, JVM",
                                List.of(
                                        java,
                                        "-jar",
                                        place.resolve("filetrail-jvm/quarkus-run.jar")
                                                .toString())),
                        new Contestant(
                                BARE + ", JVM",
                                List.of(
                                        java,
                                        "-jar",
                                        place.resolve("bare-jvm/quarkus-run.jar")
                                                .toString())))
                .stream()
                .filter(each ->
                        Files.exists(Path.of(each.command().get(each.command().size() - 1))))
                .toList();
    }

    /** And the bare one natively, which then does less than anybody who answers. */
    private static List<Contestant> withOneThatDoesNothing(List<Contestant> contestants) {
        return contestants.stream()
                .flatMap(contestant -> contestant.name().equals(BARE_NATIVE)
                        ? Stream.of(contestant, contestant.doingNothing())
                        : Stream.of(contestant))
                .toList();
    }

    private static List<Figure> sweep() {
        HourLongSweep.Outcome outcome = HourLongSweep.run();
        return List.of(
                new Figure(
                        "share of an hour's 1,500 calls that a sweep of 2,000 hashes uses in its first hour (simulated time)",
                        String.format(
                                Locale.ROOT,
                                "%.1f %%, refused with 429: %d",
                                outcome.share() * 100,
                                outcome.refused())),
                new Figure(
                        "the whole sweep",
                        outcome.answered() + " answered in " + outcome.took().toMinutes() + " simulated minutes"));
    }
}
