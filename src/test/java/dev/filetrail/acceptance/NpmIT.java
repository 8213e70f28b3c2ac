// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code npx filetrail}, from packages as a release makes them. */
@Tag("long")
class NpmIT {

    private static final String VERSION = "0.0.0-test";
    private static final String SYSTEM =
            "linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64");

    /** Where the launcher and the executable are. */
    @TempDir
    private static Path whole;

    @BeforeAll
    static void installBoth() throws Exception {
        install(whole, true);
    }

    @Test
    void speaksMcpFromAPackedExecutable() throws Exception {
        try (SimulatorServer defender = SimulatorServer.start()) {
            Process process = npx(whole, Program.environment(SimulatedDefender.settings(defender)), "stdio");
            try (Writer in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
                    BufferedReader out = new BufferedReader(
                            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                JsonNode hello = ask(in, out, """
                        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
                        "clientInfo":{"name":"test","version":"1"}}}""");
                assertThat(hello.at("/result/serverInfo/name").asText()).isEqualTo("filetrail");
                in.write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
                JsonNode answer = ask(in, out, """
                        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"get_machines_for_file_hash",\
                        "arguments":{"hash":"%s"}}}""".formatted(SimulatedFiles.SEVERAL_MACHINES));
                assertThat(answer.at("/result/structuredContent/total_machines").asInt())
                        .isEqualTo(14);
            }
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("it ends when its input does").isZero();
        }
    }

    /** npm takes no provenance of a package that doesn't. */
    @Test
    void everyPackageNamesItsRepository() throws Exception {
        for (String name : List.of("filetrail", "@filetrail/" + SYSTEM)) {
            Path description = whole.resolve("node_modules").resolve(name).resolve("package.json");
            assertThat(new ObjectMapper()
                            .readTree(description.toFile())
                            .at("/repository/url")
                            .asText())
                    .isEqualTo("git+https://github.com/someone/filetrail.git");
        }
    }

    @Test
    void givesTheExitCodeOn() throws Exception {
        Process process = npx(whole, Map.of(), "sing");
        process.getOutputStream().close();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
    }

    @Test
    void saysWhatIsMissing(@TempDir Path half) throws Exception {
        install(half, false);

        Process process = npx(half, Map.of(), "--version");
        process.getOutputStream().close();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(half.resolve("err")))
                .contains("@filetrail/" + SYSTEM + " is not installed", "--omit=optional");
    }

    /** npm takes a version once: a job that broke off in the middle could never be finished. */
    @Test
    void publishesWhatARunBeforeHasNot(@TempDir Path place) throws Exception {
        JsonNode steps = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of(".github/workflows/release.yml").toFile())
                .at("/jobs/npm/steps");
        Files.createDirectories(place.resolve("executables"));
        for (String file : List.of("filetrail-linux-x64", "filetrail-win32-x64.exe")) {
            Files.writeString(place.resolve("executables").resolve(file), "");
        }
        Path programs = Files.createDirectories(place.resolve("programs"));
        for (Map.Entry<String, String> program : Map.of(
                        "node", "",
                        "npm", """
                                case "$*" in
                                  "view @filetrail/linux-x64@1.2.3 version") echo 1.2.3 ;;
                                  publish*) echo "${@: -1}" >>published ;;
                                esac""")
                .entrySet()) {
            Path file =
                    Files.writeString(programs.resolve(program.getKey()), "#!/bin/bash\n" + program.getValue() + "\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }

        done(
                place,
                "env",
                "PATH=" + programs + ":" + System.getenv("PATH"),
                "GITHUB_REF_NAME=v1.2.3",
                "bash",
                "-e",
                "-c",
                steps.get(steps.size() - 1).path("run").asText());

        assertThat(Files.readAllLines(place.resolve("published")))
                .as("the executables first")
                .containsExactly("./packed/filetrail-win32-x64-1.2.3.tgz", "./packed/filetrail-1.2.3.tgz");
    }

    /** The launcher, and beside it what it starts. */
    private static void install(Path place, boolean executable) throws Exception {
        Path packed = place.resolve("packed");
        String pack = Path.of("deploy/npm/pack.mjs").toAbsolutePath().toString();
        done(Path.of("."), "node", pack, packed.toString(), VERSION);
        List<String> npm = new ArrayList<>(List.of(
                "npm", "install", "--no-audit", "--no-fund", "--offline", "--omit=optional", "--no-package-lock"));
        npm.add(packed.resolve("filetrail-" + VERSION + ".tgz").toString());
        if (executable) {
            done(
                    Path.of("."),
                    "node",
                    pack,
                    packed.toString(),
                    VERSION,
                    SYSTEM,
                    program(place).toString());
            npm.add(packed.resolve("filetrail-" + SYSTEM + "-" + VERSION + ".tgz")
                    .toString());
        }
        Files.writeString(place.resolve("package.json"), "{\"private\":true}");
        done(place, npm.toArray(String[]::new));
    }

    /** On the JVM there is no executable, and a script that starts Java takes its place. */
    private static Path program(Path place) throws IOException {
        if (Program.isNative()) {
            return Path.of(Program.command().get(0));
        }
        Path script = place.resolve("filetrail");
        Files.writeString(script, "#!/bin/sh\nexec " + String.join(" ", Program.command()) + " \"$@\"\n");
        return script;
    }

    private static Process npx(Path place, Map<String, String> environment, String... args) throws IOException {
        assumeTrue(System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux"));
        List<String> command = new ArrayList<>(List.of("npx", "--offline", "filetrail"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectError(place.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AZURE_") || name.startsWith("FILETRAIL_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static JsonNode ask(Writer in, BufferedReader out, String message) throws IOException {
        in.write(message + "\n");
        in.flush();
        return new ObjectMapper().readTree(out.readLine());
    }

    private static void done(Path where, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().put("GITHUB_REPOSITORY", "someone/filetrail");
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + said)
                .isZero();
    }
}
