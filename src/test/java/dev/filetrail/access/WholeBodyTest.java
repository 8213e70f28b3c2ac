// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A body that doesn't come is not waited for any longer than bodies are. */
class WholeBodyTest {

    private static final WholeBody BODY = new WholeBody(1_000, Duration.ofMillis(300));

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        Router router = Router.router(vertx);
        router.route().handler(BODY::await);
        router.route().handler(BODY::check);
        router.route().handler(context -> context.end("whole: " + context.body().asString()));
        router.route().failureHandler(WholeBody::failed);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void end() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void givesUpABodyThatStopsComingAndClosesTheConnection() throws IOException {
        assertThat(allOf("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nsome"))
                .startsWith("HTTP/1.1 408 ")
                .contains("application/problem+json");
        assertThat(allOf("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n"))
                .startsWith("HTTP/1.1 408 ");
    }

    @Test
    void givesUpABodyThatTurnsOutTooLarge() throws IOException {
        assertThat(allOf("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n" + "x".repeat(1001)))
                .startsWith("HTTP/1.1 413 ");
        assertThat(allOf("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + "x".repeat(1001)
                        + "\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("application/problem+json");
    }

    @Test
    void goesOnWithOneThatIsThere() throws IOException {
        assertThat(allOf("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n\r\nsome"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("whole: some");
        assertThat(allOf("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    /** What comes back until the other side closes. */
    private String allOf(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
