// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The programs and schemas that assistants publish, from npm, installed into {@code target} as {@code src/test/clients} names
 * them. They are run as for somebody who has just come: a home of its own, and nothing of this process's environment.
 */
final class Clients {

    private static final Path SOURCES = Path.of("src/test/clients");
    private static final Path PLACE = Path.of("target/clients");
    private static final Path PACKAGES = PLACE.resolve("node_modules").toAbsolutePath();

    private Clients() {}

    /** Fetches them. No install script runs: what is needed of Claude Code is in the package for this machine. */
    static Clients install() throws IOException, InterruptedException {
        Files.createDirectories(PLACE);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Files.copy(file, PLACE.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Program.Run npm = run(
                PLACE,
                System.getenv(),
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--no-package-lock",
                "--ignore-scripts",
                "--prefer-offline");
        if (npm.exitCode() != 0) {
            throw new AssertionError("The programs of assistants could not be installed: " + npm.out() + npm.err());
        }
        return new Clients();
    }

    /** Holds files against what is published for them; what doesn't hold is on standard error. */
    Program.Run check(String what, Path where) throws IOException, InterruptedException {
        return run(
                PLACE,
                System.getenv(),
                "node",
                "check.mjs",
                what,
                where.toAbsolutePath().toString());
    }

    /** The tool for bundles of Claude Desktop. */
    Program.Run mcpb(String... arguments) throws IOException, InterruptedException {
        return run(PLACE, System.getenv(), with(List.of(bin("mcpb")), arguments));
    }

    /**
     * Claude Code.
     *
     * @param home of whoever runs it, where it keeps what it is told
     * @param environment theirs; nothing is added but the path of programs and that it is to talk to nobody else
     */
    Program.Run claude(Path home, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(home, quiet(home, environment), with(List.of(claude()), arguments));
    }

    /** A line as it is typed into a shell, in which {@code $0} is Claude Code. */
    Program.Run shell(Path home, Map<String, String> environment, String line)
            throws IOException, InterruptedException {
        return run(home, quiet(home, environment), "sh", "-c", line, claude());
    }

    private static Map<String, String> quiet(Path home, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("HOME", home.toString());
        all.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
        all.put("DISABLE_AUTOUPDATER", "1");
        return all;
    }

    /** The executable in the package for this machine. */
    private static String claude() throws IOException {
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT).contains("aarch64") ? "arm64" : "x64";
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        Path executable = PACKAGES.resolve("@anthropic-ai/claude-code-" + system + "-" + machine + "/claude");
        if (!Files.isExecutable(executable)) {
            throw new AssertionError("npm installed no Claude Code for this machine: no " + executable);
        }
        return executable.toString();
    }

    private static String bin(String name) {
        return PACKAGES.resolve(".bin").resolve(name).toString();
    }

    private static String[] with(List<String> command, String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }

    /** Runs any command there, in this environment and no other, to its end. */
    static Program.Run run(Path where, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("client", ".out");
        Path err = Files.createTempFile("client", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(where.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            Map<String, String> whole = Map.copyOf(environment);
            builder.environment().clear();
            builder.environment().putAll(whole);
            Process process = builder.start();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(
                        String.join(" ", command) + " did not come to an end: " + Files.readString(err));
            }
            return new Program.Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
