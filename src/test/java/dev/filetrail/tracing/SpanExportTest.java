// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A collector that goes silent or is slow, over a real connection. */
class SpanExportTest {

    /** As the threat model says. */
    private static final int MOST_KEPT = 2_048;

    private static final String LAST = "the last that is kept";

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<Void> connectionEnded = new CompletableFuture<>();
    private final CompletableFuture<String> toldAgain = new CompletableFuture<>();
    private final CompletableFuture<HttpServerRequest> held = new CompletableFuture<>();
    private final CompletableFuture<Integer> last = new CompletableFuture<>();
    private boolean asked;
    private int spans;
    private SpanExport export;

    /** Tells a collector of spans from now on. */
    private void export(Handler<HttpServerRequest> collector, Duration patience) throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(collector)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        URI address = URI.create("http://127.0.0.1:" + server.actualPort() + "/v1/traces");
        export = new SpanExport(new Collector(address, Map.of(), null, Map.of()), vertx, patience);
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
    void tellsAgainWhereAnAnswerBeginsAndNeverEnds() throws Exception {
        export(this::take, Duration.ofMillis(500));
        export.take(new JsonObject().put("name", "kept"));

        assertThat(toldAgain).succeedsWithin(30, TimeUnit.SECONDS).asString().contains("kept");
        assertThat(connectionEnded).as("nobody else waits behind it").succeedsWithin(10, TimeUnit.SECONDS);
    }

    /** Holds the first request until it is let go, and counts what comes with the others. */
    private void holdTheFirst(HttpServerRequest request) {
        if (held.complete(request)) {
            return;
        }
        request.body().onSuccess(body -> {
            JsonArray told = body.toJsonObject()
                    .getJsonArray("resourceSpans")
                    .getJsonObject(0)
                    .getJsonArray("scopeSpans")
                    .getJsonObject(0)
                    .getJsonArray("spans");
            spans += told.size();
            if (told.getJsonObject(told.size() - 1).getString("name").equals(LAST)) {
                last.complete(spans);
            }
            request.response().end();
        });
    }

    @Test
    void keepsTwoThousandAndNobodyWaitsWhileTheCollectorAnswersNothing() throws Exception {
        export(this::holdTheFirst, Duration.ofMinutes(1));
        export.take(new JsonObject().put("name", "on its way"));
        assertThat(held).succeedsWithin(10, TimeUnit.SECONDS);

        assertThat(CompletableFuture.runAsync(() -> {
                    for (int i = 1; i < MOST_KEPT; i++) {
                        export.take(new JsonObject().put("name", "kept"));
                    }
                    export.take(new JsonObject().put("name", LAST));
                    for (int i = 0; i < 1_000; i++) {
                        export.take(new JsonObject().put("name", "one too many"));
                    }
                }))
                .succeedsWithin(10, TimeUnit.SECONDS);
        held.get().response().end();

        assertThat(last).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(MOST_KEPT);
    }
}
