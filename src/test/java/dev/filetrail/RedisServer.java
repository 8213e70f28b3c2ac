// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real {@code redis-server} on a port of its own, that remembers nothing when it ends. */
public final class RedisServer implements AutoCloseable {

    private final List<String> options;
    private final int port;
    private Process process;

    private RedisServer(int port, List<String> options) {
        this.port = port;
        this.options = options;
    }

    /** Starts one. */
    public static RedisServer start(String... options) throws IOException, InterruptedException {
        int port = FreePort.find();
        List<String> all = new ArrayList<>(List.of("--port", String.valueOf(port)));
        all.addAll(List.of(options));
        return new RedisServer(port, all).started();
    }

    /** Starts one that speaks TLS only, with a certificate of its own. */
    public static RedisServer startWithTls(Path certificate, Path key, String... options)
            throws IOException, InterruptedException {
        int port = FreePort.find();
        List<String> all = new ArrayList<>(List.of(
                "--port", "0",
                "--tls-port", String.valueOf(port),
                "--tls-cert-file", certificate.toString(),
                "--tls-key-file", key.toString(),
                "--tls-ca-cert-file", certificate.toString(),
                "--tls-auth-clients", "no"));
        all.addAll(List.of(options));
        return new RedisServer(port, all).started();
    }

    public int port() {
        return port;
    }

    /** Ends it at once, as a power cut would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Brings it back on the same port, with nothing in it. */
    public void bringBack() throws IOException, InterruptedException {
        started();
    }

    /** Stops it from answering, while its connections stay. */
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    /** Says something to a server without TLS or password, in the protocol's short form, and gives the first line of the reply. */
    public String say(String command) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            StringBuilder line = new StringBuilder();
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.append((char) next);
            }
            return line.toString().strip();
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", name, String.valueOf(process.pid())).start().waitFor();
    }

    private RedisServer started() throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("redis-server", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
        command.addAll(options);
        Path log = Files.createTempFile("redis", ".log");
        log.toFile().deleteOnExit();
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "This test needs a redis-server on the path. Install it: apt-get install redis-server", e);
        }
        for (int i = 0; i < 200; i++) {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 100);
                return this;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new AssertionError("redis-server does not listen: " + Files.readString(log));
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
