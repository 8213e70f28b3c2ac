// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packaged program, the native one when it was built so, run as its user runs it. */
public final class Program {

    private static final Path TARGET = Path.of("target");

    private Program() {}

    /**
     * What a run came to.
     *
     * @param exitCode of the process
     * @param out its standard output
     * @param err its standard error
     */
    record Run(int exitCode, String out, String err) {}

    /** Runs it to its end, which must come within half a minute. */
    static Run run(Map<String, String> settings, String... args) throws IOException, InterruptedException {
        Path out = Files.createTempFile("filetrail", ".out");
        try {
            Run run = runInto(out, settings, args);
            return new Run(run.exitCode(), Files.readString(out), run.err());
        } finally {
            Files.delete(out);
        }
    }

    /** The same on a disk that is full: whatever it writes to its standard output is refused. */
    static Run runOnAFullDisk(Map<String, String> settings, String... args) throws IOException, InterruptedException {
        return runInto(Path.of("/dev/full"), settings, args);
    }

    private static Run runInto(Path out, Map<String, String> settings, String... args)
            throws IOException, InterruptedException {
        Path err = Files.createTempFile("filetrail", ".err");
        try {
            Process process = start(settings, out, err, args);
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after 30 seconds: " + Files.readString(err));
            }
            return new Run(process.exitValue(), "", Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }

    /** Starts it; whoever does ends it. */
    static Process start(Map<String, String> settings, Path out, Path err, String... args) throws IOException {
        return start(List.of(), settings, out, err, args);
    }

    /** Starts it by another command, which is given the program and its arguments as arguments of its own. */
    static Process start(List<String> by, Map<String, String> settings, Path out, Path err, String... args)
            throws IOException {
        return builder(by, settings, err, args).redirectOutput(out.toFile()).start();
    }

    /** Starts it with its standard input and output in the hands of whoever starts it. */
    static Process startTalking(Map<String, String> settings, Path err, String... args) throws IOException {
        return builder(List.of(), settings, err, args).start();
    }

    private static ProcessBuilder builder(List<String> by, Map<String, String> settings, Path err, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(by);
        command.addAll(command());
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AZURE_") || name.startsWith("FILETRAIL_"));
        environment.putAll(environment(settings));
        return builder.redirectError(err.toFile());
    }

    /** The settings as they stand in the environment of a process. */
    static Map<String, String> environment(Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(
                        setting -> setting.getKey().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"),
                        Map.Entry::getValue));
    }

    /** The files that make up the program. */
    static List<Path> files() throws IOException {
        if (isNative()) {
            return List.of(TARGET.resolve(artifact().getProperty("path")));
        }
        try (Stream<Path> files = Files.walk(TARGET.resolve("quarkus-app"))) {
            return files.filter(Files::isRegularFile).collect(Collectors.toList());
        }
    }

    public static boolean isNative() throws IOException {
        return artifact().getProperty("type").equals("native");
    }

    /** What starts it; its own arguments come after. */
    static List<String> command() throws IOException {
        String path =
                TARGET.resolve(artifact().getProperty("path")).toAbsolutePath().toString();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return isNative() ? List.of(path) : List.of(java, "-jar", path);
    }

    private static Properties artifact() throws IOException {
        Properties artifact = new Properties();
        try (InputStream in = Files.newInputStream(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return artifact;
    }
}
