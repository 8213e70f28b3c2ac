// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import dev.filetrail.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A contestant that has been started: where it listens, and what it takes of the machine. */
final class Running implements AutoCloseable {

    private static final long LOOKS_EVERY = 200_000;
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_SLOW_START = Duration.ofMinutes(10);

    private final Process process;
    private final String tool;
    private final int port;
    private final long started;
    private final Duration longestStart;

    private Running(Process process, String tool, int port, long started, Duration longestStart) {
        this.process = process;
        this.tool = tool;
        this.port = port;
        this.started = started;
        this.longestStart = longestStart;
    }

    /** Starts it over a Defender, which it may ask as often as it likes. */
    static Running start(Contestant contestant, Map<String, String> settings) throws IOException {
        Running running = start(contestant, settings, Redirect.DISCARD, LONGEST_START);
        running.awaitConnection();
        return running;
    }

    /** Starts one that may take minutes until it listens, and whose output is read. */
    static Running startSlowly(Contestant contestant, Map<String, String> settings) throws IOException {
        return start(contestant, settings, Redirect.PIPE, LONGEST_SLOW_START);
    }

    private static Running start(
            Contestant contestant, Map<String, String> settings, Redirect output, Duration longestStart)
            throws IOException {
        int port = FreePort.find();
        Map<String, String> all = new HashMap<>(settings);
        all.put("quarkus.http.port", String.valueOf(port));
        all.put("quarkus.management.port", String.valueOf(FreePort.find()));
        ProcessBuilder builder = new ProcessBuilder(contestant.command());
        all.forEach((name, value) ->
                builder.environment().put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        builder.redirectErrorStream(true).redirectOutput(output);
        long start = System.nanoTime();
        return new Running(builder.start(), contestant.tool(), port, start, longestStart);
    }

    /** Waits until it listens. */
    void awaitConnection() throws IOException {
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port));
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - started > longestStart.toNanos()) {
                    close();
                    throw new IOException("it did not start", e);
                }
                LockSupport.parkNanos(LOOKS_EVERY);
            }
        }
    }

    /** Where it listens on 127.0.0.1. */
    int port() {
        return port;
    }

    /** What it is asked for. */
    String tool() {
        return tool;
    }

    /** Nanoseconds since it was started. */
    long age() {
        return System.nanoTime() - started;
    }

    /** Processor time that it has taken. */
    Duration processor() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** MiB of memory that it has now. */
    double resident() throws IOException {
        return status("VmRSS");
    }

    /** MiB of memory that it had when it had the most. */
    double mostResident() throws IOException {
        return status("VmHWM");
    }

    /** Ends it; what it has printed can still be read. */
    void end() {
        process.toHandle().destroyForcibly();
    }

    /** What it prints. */
    InputStream output() {
        return process.getInputStream();
    }

    /** What lies where in its memory, as /proc tells it. */
    List<String> places() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/maps"), StandardCharsets.UTF_8);
    }

    private double status(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
