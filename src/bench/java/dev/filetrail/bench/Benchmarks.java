package dev.filetrail.bench;

import dev.filetrail.acceptance.Program;
import dev.filetrail.acceptance.ServingProgram;
import dev.filetrail.acceptance.SimulatedDefender;
import dev.filetrail.simulator.SimulatorServer;
import dev.filetrail.trail.HourLongSweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures, and writes the figures down: {@code ./mvnw verify -Pbench} writes {@code docs/benchmarks.md}. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Runs all of them, one after the other.
     *
     * @param args the file to write
     */
    public static void main(String... args) throws Exception {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(sweep());
        try (SimulatorServer defender = SimulatorServer.start()) {
            Map<String, String> settings = SimulatedDefender.settings(defender);
            try (ServingProgram program = ServingProgram.start(settings)) {
                figures.addAll(ThousandPeople.measure(program, defender));
            }
            try (ServingProgram program = ServingProgram.start(settings)) {
                figures.addAll(RememberedAnswer.measure(program));
            }
        }
        Files.writeString(Path.of(args[0]), page(figures));
        figures.forEach(figure -> System.out.println(figure.what() + ": " + figure.value()));
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

    private static String page(List<Figure> figures) throws IOException {
        StringBuilder page = new StringBuilder("""
                # Benchmarks

                Written by `./mvnw verify -Pbench` (sources in `src/bench`); run it to have the figures of your own machine.
                `./mvnw verify -Pbench,native` builds and measures the native executable.

                """);
        page.append("Measured on ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append(", ")
                .append(Runtime.getRuntime().availableProcessors())
                .append(" cores that the program, the simulated Defender and those who ask share; the program was ")
                .append(Program.isNative() ? "the native executable" : "the one on the JVM (" + Runtime.version() + ")")
                .append(".\n\n| what | figure |\n|---|---|\n");
        for (Figure figure : figures) {
            page.append("| ")
                    .append(figure.what())
                    .append(" | ")
                    .append(figure.value())
                    .append(" |\n");
        }
        return page.toString();
    }
}
