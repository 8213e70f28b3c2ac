// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A collector that goes silent, over a real connection. */
class SpanExportTest {

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<Void> connectionEnded = new CompletableFuture<>();
    private final CompletableFuture<String> toldAgain = new CompletableFuture<>();
    private boolean asked;
    private SpanExport export;

    @BeforeEach
    void listen() throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        URI address = URI.create("http://127.0.0.1:" + server.actualPort() + "/v1/traces");
        export = new SpanExport(new Collector(address, Map.of(), null, Map.of()), vertx, Duration.ofMillis(500));
        export.begin();
    }

    @AfterEach
    void stop() throws Exception {
        export.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** The first time it begins an answer, and never ends it. */
    private void take(HttpServerRequest request) {
        if (!asked) {
            asked = true;
            request.connection().closeHandler(connectionEnded::complete);
            request.response().putHeader("content-length", "12").write("begun");
            return;
        }
        request.body().onSuccess(body -> toldAgain.complete(body.toString()));
        request.response().end();
    }

    @Test
    void tellsAgainWhereAnAnswerBeginsAndNeverEnds() {
        export.take(new JsonObject().put("name", "kept"));

        assertThat(toldAgain).succeedsWithin(30, TimeUnit.SECONDS).asString().contains("kept");
        assertThat(connectionEnded).as("nobody else waits behind it").succeedsWithin(10, TimeUnit.SECONDS);
    }
}
