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

    private static final String CALLED = """
            # Codes of the methods that answers call after the first, which the native build lets take each other in
            # (dev.filetrail.nativeimage.UsedInlined). Written by: bash src/bench/run --used
            """;
    private static final String USED = """
            # Codes of the methods and objects that a start and the first answers use when that is done, which the native build puts
            # side by side (dev.filetrail.nativeimage.UsedFirst). Written by: bash src/bench/run --used
            """;

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"benchmark","version":"1"}}}""";
    private static final String LIST_TOOLS = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\",\"params\":{}}";

    private UsedAtStart() {}

    /**
     * Runs it.
     *
     * @param args the file to write, {@code called} or {@code used}, and the folder of the executable and its {@code layout}
     */
    public static void main(String... args) throws Exception {
        Path place = Path.of(args[1]);
        ExecutableLayout layout = ExecutableLayout.read(place.resolve("layout"));
        boolean called = Path.of(args[0]).endsWith("called");
        List<String> codes;
        try (BareDefender defender = BareDefender.start()) {
            codes = codes(layout, place.resolve("filetrail"), defender, called);
        }
        Files.writeString(Path.of(args[0]), (called ? CALLED : USED) + String.join("\n", codes) + "\n");
        System.out.printf("%,d codes in %s%n", codes.size(), args[0]);
    }

    private static List<String> codes(ExecutableLayout layout, Path executable, BareDefender defender, boolean called)
            throws Exception {
        List<String> command =
                List.of("valgrind", "--tool=lackey", "--trace-mem=yes", "--log-fd=1", executable.toString());
        Map<String, String> settings = new HashMap<>(defender.settings());
        // so slow that Quarkus would print the stacks of threads that it takes to be stuck
        settings.put("quarkus.vertx.max-event-loop-execute-time", "1h");
        settings.put("quarkus.vertx.max-worker-execute-time", "1h");
        try (Running running = Running.startSlowly(new Contestant("traced", command), settings)) {
            Addresses addresses = new Addresses();
            CompletableFuture<Void> all = CompletableFuture.runAsync(() -> addresses.read(running.output()));
            running.awaitConnection();
            ask(running.port());
            if (called) {
                addresses.beginLater();
                answersOnly(running.port());
            }
            List<String> places = running.places().stream()
                    .filter(line -> line.endsWith(executable.getFileName().toString()))
                    .toList();
            running.end();
            all.join();
            return called ? layout.called(addresses, places) : layout.used(addresses, places);
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

    /** One that is remembered and one that is not, over a connection that is there. */
    private static void answersOnly(int port) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
        for (String hash : List.of("a".repeat(40), "c".repeat(40), "a".repeat(40), "d".repeat(40))) {
            answered(http.send(Asking.of(port, hash), BodyHandlers.ofString()), "\"isError\":false");
        }
    }

    private static HttpResponse<String> answered(HttpResponse<String> response, String expected) throws IOException {
        if (!response.body().contains(expected)) {
            throw new IOException("it did not answer: " + response.body());
        }
        return response;
    }
}
