package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program, serving on a port of its own until it is closed.
 *
 * @param process it
 * @param port where it listens
 * @param log what it writes
 */
public record RunningProgram(Process process, int port, Path log) implements AutoCloseable {

    /** Starts it, and waits until it is ready. */
    public static RunningProgram start(Map<String, String> settings) throws IOException, InterruptedException {
        Path log = Files.createTempFile("filetrail", ".log");
        int port = freePort();
        Map<String, String> all = new HashMap<>(settings);
        all.put("quarkus.http.port", String.valueOf(port));
        RunningProgram program = new RunningProgram(Program.start(all, log, log), port, log);
        try {
            program.awaitReady();
            return program;
        } catch (AssertionError e) {
            program.close();
            throw e;
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            try {
                if (RestAssured.given().port(port).get("/q/health/ready").statusCode() == 200) {
                    return;
                }
            } catch (Exception e) {
                // not listening yet
            }
            Thread.sleep(100);
        }
        throw new AssertionError("not ready after a minute: " + Files.readString(log));
    }

    /** What it has written so far. */
    String written() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Files.deleteIfExists(log);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
