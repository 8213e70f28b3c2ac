// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import dev.filetrail.simulator.SimulatorServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged program as a server of its own, beside a simulated tenant in the test's process; ended with the test. */
public final class ServingProgram implements AutoCloseable {

    private final Process process;
    private final int port;
    private final int managementPort;
    private final Path log;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServingProgram(Process process, int port, int managementPort, Path log) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
        this.log = log;
    }

    /** Starts it with these settings and no others, and waits until it is ready. */
    public static ServingProgram start(Map<String, String> settings) throws IOException, InterruptedException {
        return start(List.of(), settings);
    }

    /** Starts it with settings of its own besides those of the simulated tenant. */
    static ServingProgram start(SimulatorServer defender, Map<String, String> settings, String... args)
            throws IOException, InterruptedException {
        return start(List.of(), defender, settings, args);
    }

    /** The same, by another command, which is given the program and its arguments as arguments of its own. */
    static ServingProgram start(List<String> by, SimulatorServer defender, Map<String, String> settings, String... args)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(SimulatedDefender.settings(defender));
        all.putAll(settings);
        return start(by, all, args);
    }

    private static ServingProgram start(List<String> by, Map<String, String> settings, String... args)
            throws IOException, InterruptedException {
        int port;
        int managementPort;
        // Both are held at once: a port that is free again could be given a second time.
        try (ServerSocket first = new ServerSocket(0);
                ServerSocket second = new ServerSocket(0)) {
            port = first.getLocalPort();
            managementPort = second.getLocalPort();
        }
        Map<String, String> all = new HashMap<>(settings);
        all.put("quarkus.http.port", String.valueOf(port));
        all.put("quarkus.management.port", String.valueOf(managementPort));
        Path log = Files.createTempFile("filetrail", ".log");
        ServingProgram program = new ServingProgram(Program.start(by, all, log, log, args), port, managementPort, log);
        try {
            program.awaitReady();
            return program;
        } catch (AssertionError | InterruptedException | IOException e) {
            program.close();
            throw e;
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (!process.isAlive()) {
                throw new AssertionError("it ended by itself: " + log());
            }
            if (readiness() == 200) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("not ready after a minute: " + log());
    }

    /** The status of {@code /q/health/ready}; 0 when nobody answers. */
    int readiness() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Where it tells of its health. */
    int managementPort() {
        return managementPort;
    }

    /** It. */
    public Process process() {
        return process;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** All that it has written so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** Sends it a signal, as a terminal or a platform does. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Its exit code, which must come within so long. */
    int awaitEnd(Duration longest) throws IOException, InterruptedException {
        if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + longest + ": " + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        Files.deleteIfExists(log);
    }
}
