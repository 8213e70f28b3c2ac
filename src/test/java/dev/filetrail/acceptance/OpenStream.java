// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The answer to a request while it is still coming, over a connection of its own that can be closed at any moment. */
final class OpenStream implements AutoCloseable {

    private static final int LONGEST_WAIT_MILLIS = 20_000;

    private final Socket socket;
    private final BufferedReader in;
    private final Map<String, String> headers = new HashMap<>();

    private OpenStream(Socket socket, BufferedReader in) {
        this.socket = socket;
        this.in = in;
    }

    /** Sends a request and waits for nothing. */
    static OpenStream sent(ModernQuestion question) throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        byte[] body = question.message().encode().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("POST /mcp HTTP/1.1\r\nHost: localhost:" + RestAssured.port
                + "\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\nContent-Length: "
                + body.length + "\r\n");
        question.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        return new OpenStream(
                socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
    }

    /** Sends a request and waits for the head of the answer. */
    static OpenStream of(ModernQuestion question) throws IOException {
        return sent(question).awaitHead();
    }

    /** Waits for the head of the answer. */
    OpenStream awaitHead() throws IOException {
        String line = in.readLine();
        if (line == null || !line.contains(" 200 ")) {
            throw new AssertionError("no stream: " + line);
        }
        for (line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return this;
    }

    /** @param name in lower case */
    String header(String name) {
        return headers.get(name);
    }

    JsonObject nextMessage() throws IOException {
        return new JsonObject(next("data: ").substring("data: ".length()));
    }

    String nextComment() throws IOException {
        return next(":");
    }

    private String next(String beginning) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new AssertionError("the stream has ended");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
