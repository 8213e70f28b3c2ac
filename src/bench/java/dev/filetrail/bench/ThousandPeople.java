// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import dev.filetrail.acceptance.ServingProgram;
import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A thousand people, each of whom asks for the same ten files within a minute. What does that cost? */
final class ThousandPeople {

    private static final int PEOPLE = 1_000;
    private static final int FILES = 10;
    private static final long MINUTE = TimeUnit.SECONDS.toNanos(60);

    private ThousandPeople() {}

    static List<Figure> measure(ServingProgram program, SimulatorServer defender) throws InterruptedException {
        defender.simulator().calls().clear();
        List<String> files = defender.simulator().tenant().fileHashes().stream()
                .filter(hash -> !hash.equals(SimulatedFiles.HUGE))
                .limit(FILES)
                .toList();
        // With HTTP/2 all would share one connection, and FileTrail lets a hundred questions at once into one.
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        long start = System.nanoTime();
        int questions = PEOPLE * files.size();
        for (int i = 0; i < questions; i++) {
            TimeUnit.NANOSECONDS.sleep(start + MINUTE * i / questions - System.nanoTime());
            String file = files.get(i % files.size());
            answers.add(client.sendAsync(Asking.of(program.port(), file), BodyHandlers.ofString())
                    .thenApply(HttpResponse::body)
                    .thenApply(body -> body.contains("\"isError\":false") && body.contains(file)));
        }
        long right = answers.stream().filter(CompletableFuture::join).count();
        return List.of(new Figure(
                String.format(Locale.ROOT, "%,d people ask for %d files each within a minute", PEOPLE, files.size()),
                String.format(
                        Locale.ROOT,
                        "%d calls, %,d of %,d answers right",
                        defender.simulator().calls().count(CallKind.MACHINES_OF_FILE),
                        right,
                        questions)));
    }
}
