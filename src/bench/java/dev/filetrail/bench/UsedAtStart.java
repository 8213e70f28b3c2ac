// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Writes down which methods and objects of the executable a start and its first answers use, so that the next build puts them
 * side by side: {@code bash src/bench/run --used}. Valgrind's lackey tells every address, a hundred times as slowly.
 */
public final class UsedAtStart {

    private static final String BEGINNING = """
            # Codes of the methods and objects that a start and the first answers use, which the native build puts side by side
            # (dev.filetrail.nativeimage.UsedFirst). Written by: bash src/bench/run --used
            """;

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"benchmark","version":"1"}}}""";
    private static final String LIST_TOOLS = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\",\"params\":{}}";

    private UsedAtStart() {}

    /**
     * Runs it.
     *
     * @param args the file to write, and the folder of the executable and its {@code layout}
     */
    public static void main(String... args) throws Exception {
        Path place = Path.of(args[1]);
        ExecutableLayout layout = ExecutableLayout.read(place.resolve("layout"));
        List<String> used;
        try (BareDefender defender = BareDefender.start()) {
            used = used(layout, place.resolve("filetrail"), defender);
        }
        Files.writeString(Path.of(args[0]), BEGINNING + String.join("\n", used) + "\n");
        System.out.printf("%,d codes in %s%n", used.size(), args[0]);
    }

    private static List<String> used(ExecutableLayout layout, Path executable, BareDefender defender) throws Exception {
        List<String> command =
                List.of("valgrind", "--tool=lackey", "--trace-mem=yes", "--log-fd=1", executable.toString());
        Map<String, String> settings = new HashMap<>(defender.settings());
        // so slow that Quarkus would print the stacks of threads that it takes to be stuck
        settings.put("quarkus.vertx.max-event-loop-execute-time", "1h");
        settings.put("quarkus.vertx.max-worker-execute-time", "1h");
        try (Running running = Running.startSlowly(new Contestant("traced", command), settings)) {
            CompletableFuture<Addresses> addresses =
                    CompletableFuture.supplyAsync(() -> Addresses.read(running.output()));
            running.awaitConnection();
            ask(running.port());
            List<String> places = running.places().stream()
                    .filter(line -> line.endsWith(executable.getFileName().toString()))
                    .toList();
            running.end();
            return layout.used(addresses.join(), places);
        }
    }

    /** As assistants do: with and without a session, and over connections that would rather be HTTP/2 or not. */
    private static void ask(int port) throws IOException, InterruptedException {
        for (Version version : Version.values()) {
            HttpClient http = HttpClient.newBuilder().version(version).build();
            for (String hash : List.of("a".repeat(40), version.ordinal() + "b".repeat(39))) {
                answered(http.send(Asking.of(port, hash), BodyHandlers.ofString()), "\"isError\":false");
            }
            HttpResponse<String> begun = answered(
                    http.send(Asking.of(port, INITIALIZE, Optional.empty()), BodyHandlers.ofString()), "serverInfo");
            Optional<String> session = begun.headers().firstValue("Mcp-Session-Id");
            answered(http.send(Asking.of(port, LIST_TOOLS, session), BodyHandlers.ofString()), "inputSchema");
        }
    }

    private static HttpResponse<String> answered(HttpResponse<String> response, String expected) throws IOException {
        if (!response.body().contains(expected)) {
            throw new IOException("it did not answer: " + response.body());
        }
        return response;
    }
}
