// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;

/** The question as an assistant's client sends it. */
final class Asking {

    private Asking() {}

    static HttpRequest of(int port, String hash) {
        return of(
                port,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + Contestant.MACHINES
                        + "\",\"arguments\":{\"hash\":\"" + hash + "\"}}}",
                Optional.empty());
    }

    /** Any message, in a session or not. */
    static HttpRequest of(int port, String message, Optional<String> session) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/mcp"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        session.ifPresent(id -> request.header("Mcp-Session-Id", id));
        return request.POST(BodyPublishers.ofString(message)).build();
    }
}
