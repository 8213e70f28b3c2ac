// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.StackWalker.StackFrame;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes down which settings a start and its first answer look up, so that the next native build has their values ready: {@code bash
 * src/bench/run --used}. It is the program on the JVM that is watched, through its system properties, which are asked for each.
 */
public final class AskedAtStart {

    private static final String HEADER = """
            # Names of the settings that a start and its first answer look up, of which the native build keeps the values
            # (dev.filetrail.nativeimage.ValuesAsBuilt). Written by: bash src/bench/run --used
            """;
    private static final String ASKED = "asked for ";
    /** Another one at each start. */
    private static final String UUID = "quarkus.uuid";

    private AskedAtStart() {}

    /**
     * Runs it.
     *
     * @param args the file to write, and the folder of the program
     */
    public static void main(String... args) throws Exception {
        Set<String> names = new TreeSet<>();
        String classes = Path.of(AskedAtStart.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-classpath",
                classes + ":" + Path.of(args[1]).resolve("quarkus-run.jar"),
                Watched.class.getName());
        try (BareDefender defender = BareDefender.start();
                Running running = Running.startSlowly(new Contestant("watched", command), defender.settings())) {
            CompletableFuture<Void> all = CompletableFuture.runAsync(() -> read(running, names));
            running.awaitConnection();
            String answer = HttpClient.newHttpClient()
                    .send(Asking.of(running.port(), "a".repeat(40)), BodyHandlers.ofString())
                    .body();
            if (!answer.contains("\"isError\":false")) {
                throw new IOException("it did not answer: " + answer);
            }
            running.end();
            all.join();
        }
        Files.writeString(Path.of(args[0]), HEADER + String.join("\n", names) + "\n");
        System.out.printf("%,d names in %s%n", names.size(), args[0]);
    }

    private static void read(Running running, Set<String> names) {
        new BufferedReader(new InputStreamReader(running.output(), StandardCharsets.UTF_8))
                .lines()
                .filter(line -> line.startsWith(ASKED))
                .map(line -> line.substring(ASKED.length()))
                .filter(name -> !name.startsWith("%") && !name.equals(UUID))
                .forEach(names::add);
    }

    /** The program, with properties that print what settings they are asked for. */
    public static final class Watched {

        private Watched() {}

        /** Starts it. */
        public static void main(String... args) throws ReflectiveOperationException {
            System.setProperties(new Asked(System.getProperties()));
            Class.forName("io.quarkus.bootstrap.runner.QuarkusEntryPoint")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        }
    }

    private static final class Asked extends Properties {

        private static final long serialVersionUID = 1;
        private static final int NEAR = 6;
        private static final String LIBRARY = "io.smallrye.config.";
        private static final String GROUP = LIBRARY + "ConfigMappingContext";
        /** Groups of which an operator touches some setting, so that they are read anew; all others are as built. */
        private static final List<String> TOUCHED =
                List.of("quarkus.http.", "quarkus.management.", "quarkus.log.", "filetrail.");
        /** Had before anybody asks, since it asks for properties itself. */
        private static final StackWalker STACK = StackWalker.getInstance();

        private final transient Set<String> printed = ConcurrentHashMap.newKeySet();

        private Asked(Properties all) {
            putAll(all);
        }

        @Override
        public String getProperty(String name) {
            if (!printed.contains(name) && isLookedUp(name) && printed.add(name)) {
                System.out.println(ASKED + name);
            }
            return super.getProperty(name);
        }

        private static boolean isLookedUp(String name) {
            return STACK.walk(frames -> frames.limit(NEAR).anyMatch(frame -> isOf(LIBRARY, frame)))
                    && (TOUCHED.stream().anyMatch(name::startsWith)
                            || STACK.walk(frames -> frames.noneMatch(frame -> isOf(GROUP, frame))));
        }

        private static boolean isOf(String type, StackFrame frame) {
            return frame.getClassName().startsWith(type);
        }
    }
}
