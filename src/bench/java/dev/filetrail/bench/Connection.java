// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One who asks, over one connection and with as little work as can be: the processor is shared with whom is asked. */
final class Connection implements AutoCloseable {

    private static final byte[] FOUND = "\"isError\":false".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final int port;
    private final String tool;
    private byte[] body = new byte[65_536];

    Connection(Running program) throws IOException {
        port = program.port();
        tool = program.tool();
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 65_536);
    }

    /** Asks about a file, and reads the whole answer, which must be one. Gives its bytes. */
    int ask(String hash, String more) throws IOException {
        String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":{\"hash\":\"" + hash + "\"" + more + "}}}";
        socket.getOutputStream()
                .write(("POST /mcp HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Type: application/json\r\n"
                                + "Accept: application/json, text/event-stream\r\nContent-Length: " + call.length()
                                + "\r\n\r\n" + call)
                        .getBytes(StandardCharsets.US_ASCII));
        int length = head();
        if (length > body.length) {
            body = new byte[length];
        }
        if (in.readNBytes(body, 0, length) < length) {
            throw new IOException("the connection ended");
        }
        if (!found(length)) {
            throw new IOException("no answer: " + new String(body, 0, Math.min(length, 2_000), StandardCharsets.UTF_8));
        }
        return length;
    }

    /** The last answer, of so many bytes. */
    String answer(int length) {
        return new String(body, 0, length, StandardCharsets.UTF_8);
    }

    private boolean found(int length) {
        // It stands at the beginning in what Quarkus writes, and after the content elsewhere.
        return contains(0, Math.min(length, 200)) || contains(0, length);
    }

    private boolean contains(int from, int to) {
        next:
        for (int i = from; i <= to - FOUND.length; i++) {
            for (int j = 0; j < FOUND.length; j++) {
                if (body[i + j] != FOUND[j]) {
                    continue next;
                }
            }
            return true;
        }
        return false;
    }

    private int head() throws IOException {
        int length = -1;
        StringBuilder line = new StringBuilder(64);
        while (true) {
            int each = in.read();
            if (each < 0) {
                throw new IOException("the connection ended");
            }
            if (each == '\n') {
                if (line.isEmpty()) {
                    if (length < 0) {
                        throw new IOException("an answer without a length");
                    }
                    return length;
                }
                if (line.length() > 15 && line.substring(0, 15).equalsIgnoreCase("content-length:")) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
                line.setLength(0);
            } else if (each != '\r') {
                line.append((char) each);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
