// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import dev.filetrail.trail.Examination.Finding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Whether the server on this machine says that it lives, for an image that has neither shell nor curl.
 *
 * <p>It is asked every few seconds beside a server in a tight limit of memory, so it starts nothing: no framework, no client of
 * HTTP, and the settings are read where a container has them.
 */
final class LiveCheck {

    private static final String PATH = "/q/health/live";
    private static final int LONGEST = 2_000; // milliseconds

    private LiveCheck() {}

    static Finding run() {
        String host = setting("quarkus.management.host", "127.0.0.1");
        String port = setting("quarkus.management.port", "9000");
        String where = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + PATH;
        try {
            String status = ask(reachable(InetAddress.getByName(host)), Integer.parseInt(port));
            return status.matches("HTTP/1\\.\\d 200( .*)?")
                    ? Finding.well("live", where + " says so")
                    : Finding.wrong("live", where + " answers “" + status + "”", "The server's log says why.");
        } catch (IOException | IllegalArgumentException e) {
            return Finding.wrong(
                    "live",
                    where + " gives no answer: " + e.getMessage(),
                    "Is the server running, with the same QUARKUS_MANAGEMENT_HOST and QUARKUS_MANAGEMENT_PORT?");
        }
    }

    /** A server that listens on every address is asked on this machine's own. */
    private static InetAddress reachable(InetAddress listening) {
        return listening.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : listening;
    }

    private static String ask(InetAddress host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), LONGEST);
            socket.setSoTimeout(LONGEST);
            String request = "GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String status = answer.readLine();
            if (status == null) {
                throw new IOException("the connection was closed");
            }
            return status;
        }
    }

    private static String setting(String property, String otherwise) {
        String given = System.getProperty(property);
        if (given == null) {
            given = System.getenv(property.toUpperCase(Locale.ROOT).replace('.', '_'));
        }
        return given == null || given.isBlank() ? otherwise : given.strip();
    }
}
