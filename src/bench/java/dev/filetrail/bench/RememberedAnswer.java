package dev.filetrail.bench;

import dev.filetrail.acceptance.ServingProgram;
import dev.filetrail.simulator.SimulatedFiles;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an answer costs that is remembered: to whoever asks, and to the processor. */
final class RememberedAnswer {

    private static final int WARM_UP = 20_000;
    private static final int QUESTIONS = 10_000;

    private RememberedAnswer() {}

    static List<Figure> measure(ServingProgram program) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        ask(client, program, WARM_UP);
        Duration before = processor(program);
        List<Long> times = ask(client, program, QUESTIONS);
        Duration processor = processor(program).minus(before);
        times.sort(null);
        return List.of(
                new Figure(
                        "a remembered answer of 14 machines, question to whole answer over HTTP, one client",
                        String.format(
                                Locale.ROOT,
                                "%d µs (median), %d µs (99 of 100)",
                                times.get(QUESTIONS / 2) / 1_000,
                                times.get(QUESTIONS * 99 / 100) / 1_000)),
                new Figure(
                        "processor time of one",
                        String.format(Locale.ROOT, "%d µs", processor.toNanos() / 1_000 / QUESTIONS)));
    }

    private static List<Long> ask(HttpClient client, ServingProgram program, int questions)
            throws IOException, InterruptedException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < questions; i++) {
            long start = System.nanoTime();
            String body = client.send(
                            Asking.of(program.port(), SimulatedFiles.SEVERAL_MACHINES), BodyHandlers.ofString())
                    .body();
            times.add(System.nanoTime() - start);
            if (!body.contains("\"isError\":false")) {
                throw new IllegalStateException("not an answer: " + body);
            }
        }
        return times;
    }

    private static Duration processor(ServingProgram program) {
        return program.process().toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
