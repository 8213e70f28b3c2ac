// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What {@code src/test/javascript} holds, installed into {@code target} and run with the Node.js that is on the path. */
final class NodeProgram {

    private static final Path SOURCES = Path.of("src/test/javascript");
    private static final Path PLACE = Path.of("target/javascript");
    private static final int OLDEST_NODE = 20;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static boolean installed;

    private NodeProgram() {}

    /** Fetches what their {@code package.json} names, once for all tests. */
    static synchronized void install() throws IOException, InterruptedException {
        if (!installed) {
            fetch();
            installed = true;
        }
    }

    private static void fetch() throws IOException, InterruptedException {
        String version = run("node", "--version").out().strip();
        if (Integer.parseInt(version.replaceAll("^v|\\..*", "")) < OLDEST_NODE) {
            throw new AssertionError("The tests in JavaScript need Node.js " + OLDEST_NODE
                    + " or newer, and the node on the path is " + version + ".");
        }
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Files.copy(file, PLACE.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Program.Run npm = run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline");
        if (npm.exitCode() != 0) {
            throw new AssertionError(
                    "What the tests in JavaScript need could not be installed: " + npm.out() + npm.err());
        }
    }

    /** Runs a command where they are installed. */
    static Program.Run run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), command);
    }

    /** The same, with settings in its environment. */
    static Program.Run run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("node", ".out");
        Path err = Files.createTempFile("node", ".err");
        Path place = Files.createDirectories(PLACE);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(place.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(command[0] + " did not come to an end: " + Files.readString(err));
            }
            return new Program.Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new AssertionError(
                    "This test needs Node.js " + OLDEST_NODE + " or newer, and npm, on the path: no " + command[0], e);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
