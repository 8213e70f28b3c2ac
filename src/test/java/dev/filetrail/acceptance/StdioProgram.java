// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.SimulatorServer;
import dev.filetrail.wire.Conversation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The packaged program as an assistant runs it: {@code filetrail stdio}, beside a simulated tenant; ended with the test. */
final class StdioProgram implements AutoCloseable {

    private static final long LONGEST_SECONDS = 60;

    private final Process process;
    private final Path err;
    private final OutputStream in;
    private final List<String> lines = new ArrayList<>();
    /** Holds every message to the schema of its revision. */
    private final Conversation conversation = new Conversation(null);

    private final List<AssertionError> faults = new ArrayList<>();
    private boolean ended;

    private StdioProgram(Process process, Path err) {
        this.process = process;
        this.err = err;
        this.in = process.getOutputStream();
    }

    /** Starts it over a simulated tenant whose calls nobody counts, with settings of its own besides. */
    static StdioProgram start(SimulatorServer defender, Map<String, String> settings) throws IOException {
        StdioProgram program = startUnread(defender, settings);
        program.read();
        return program;
    }

    /** The same, but nobody reads what it says until {@link #read()}. */
    static StdioProgram startUnread(SimulatorServer defender, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(SimulatedDefender.settings(defender));
        all.put("filetrail.budget.per-minute", "100000");
        all.put("filetrail.budget.per-hour", "100000");
        all.put("quarkus.rest-client.defender.read-timeout", "40000");
        all.putAll(settings);
        Path err = Files.createTempFile("filetrail", ".err");
        return new StdioProgram(Program.startTalking(all, err, "stdio"), err);
    }

    /** Begins to read what it says. */
    void read() {
        Thread reader = new Thread(() -> {
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    said(line);
                }
            } catch (IOException e) {
                said("not read to its end: " + e);
            } finally {
                end();
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    private synchronized void said(String line) {
        try {
            conversation.server(line);
        } catch (AssertionError e) {
            faults.add(e);
        }
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Opens the conversation as a client of that revision does, and gives what it is answered. */
    JsonObject initialize(String revision) throws Exception {
        send(new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", "initialize")
                .put("method", "initialize")
                .put(
                        "params",
                        new JsonObject()
                                .put("protocolVersion", revision)
                                .put("capabilities", new JsonObject())
                                .put(
                                        "clientInfo",
                                        new JsonObject().put("name", "test").put("version", "1"))));
        JsonObject answer = answer("initialize");
        say("notifications/initialized", null);
        return answer;
    }

    /** Asks without waiting. */
    void ask(Object id, String method, JsonObject params) throws IOException {
        JsonObject request =
                new JsonObject().put("jsonrpc", "2.0").put("id", id).put("method", method);
        send(params == null ? request : request.put("params", params));
    }

    /** Asks for the machines of a file, without waiting. */
    void askMachines(Object id, String hash) throws IOException {
        ask(
                id,
                "tools/call",
                new JsonObject()
                        .put("name", "get_machines_for_file_hash")
                        .put("arguments", new JsonObject().put("hash", hash)));
    }

    /** Says something that gets no answer. */
    void say(String method, JsonObject params) throws IOException {
        JsonObject notification = new JsonObject().put("jsonrpc", "2.0").put("method", method);
        send(params == null ? notification : notification.put("params", params));
    }

    private void send(JsonObject message) throws IOException {
        write(message.encode() + "\n");
    }

    /** Writes whatever it is. */
    void write(String text) throws IOException {
        conversation.client(text);
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
        in.write(bytes);
        in.flush();
    }

    /** Ends its input. */
    void hangUp() throws IOException {
        in.close();
    }

    /** Waits for the answer to the request with this id. */
    JsonObject answer(Object id) throws InterruptedException {
        return new JsonObject(await(line -> line.startsWith("{") && isAnswer(new JsonObject(line), id)));
    }

    private static boolean isAnswer(JsonObject message, Object id) {
        return !message.containsKey("method") && id.equals(message.getValue("id"));
    }

    /** Waits for a line of that kind. */
    synchronized String await(Predicate<String> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        int looked = 0;
        while (true) {
            for (; looked < lines.size(); looked++) {
                if (wanted.test(lines.get(looked))) {
                    return lines.get(looked);
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (ended || left <= 0) {
                throw new AssertionError("it was never said; what was: " + lines + err());
            }
            wait(left);
        }
    }

    /** Waits until it has said so much. */
    synchronized void awaitLines(int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (lines.size() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (ended || left <= 0) {
                throw new AssertionError("only " + lines.size() + " lines of " + count + err());
            }
            wait(left);
        }
    }

    /** What it has said so far. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The same as messages; each line must be one, or a batch. */
    List<JsonObject> messages() {
        List<JsonObject> messages = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith("[")) {
                new JsonArray(line).forEach(each -> messages.add((JsonObject) each));
            } else {
                messages.add(new JsonObject(line));
            }
        }
        return messages;
    }

    /** Waits until it has ended. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + err());
        }
        return process.exitValue();
    }

    /** Sends it a signal, and leaves its streams alone. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** It. */
    Process process() {
        return process;
    }

    /** What it wrote to standard error. */
    String err() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Files.deleteIfExists(err);
        assertThat(faults).isEmpty();
    }
}
