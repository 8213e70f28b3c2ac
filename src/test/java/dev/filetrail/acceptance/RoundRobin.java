// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands before replicas and knows nothing of sessions: each request goes to the next. */
final class RoundRobin implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final AtomicInteger turn = new AtomicInteger();
    private final List<ServingProgram> replicas;
    private final HttpServer server;

    RoundRobin(ServingProgram... replicas) throws Exception {
        this.replicas = List.of(replicas);
        this.server = vertx.createHttpServer()
                .requestHandler(this::forward)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    int port() {
        return server.actualPort();
    }

    private void forward(HttpServerRequest request) {
        request.pause();
        ServingProgram next = replicas.get(turn.getAndIncrement() % replicas.size());
        client.request(request.method(), next.port(), "127.0.0.1", request.uri())
                .compose(onward -> {
                    request.headers().forEach(header -> onward.headers().add(header.getKey(), header.getValue()));
                    onward.putHeader("Host", "localhost:" + next.port());
                    request.response().closeHandler(gone -> onward.reset());
                    return onward.send(request);
                })
                .compose(answer -> {
                    request.response().setStatusCode(answer.statusCode());
                    request.response().headers().addAll(answer.headers());
                    return answer.pipeTo(request.response());
                })
                .onFailure(failure -> request.connection().close());
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
