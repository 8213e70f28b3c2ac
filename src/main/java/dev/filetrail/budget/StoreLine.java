// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * One connection to the store for nothing but the script of the budget, so that no large answer ever stands in the way of a
 * decision. Commands go out one after the other without waiting for replies, and take effect in that order.
 */
final class StoreLine {

    private static final String SCRIPT = script();
    private static final String DIGEST = digest(SCRIPT);

    /** The first time it has to be found, greeted and, with TLS, trusted by a process that has only just begun. */
    private static final Duration PATIENCE_AT_FIRST = Duration.ofSeconds(5);

    private final SharedStore store;
    private final Consumer<Throwable> broken;
    private volatile Duration patience = PATIENCE_AT_FIRST;
    private Future<RedisConnection> connection;

    /**
     * @param store where to connect to
     * @param broken told when a connection that was there is no more
     */
    StoreLine(SharedStore store, Consumer<Throwable> broken) {
        this.store = store;
        this.broken = broken;
    }

    /**
     * Runs the script.
     *
     * @param keys it touches
     * @param arguments as it takes them
     * @return its reply; a failure, also when it takes longer than {@link SharedStore#PATIENCE}
     */
    Uni<Response> run(List<String> keys, List<String> arguments) {
        return Uni.createFrom()
                .completionStage(() -> connection()
                        .compose(there -> there.send(request(Command.EVALSHA, DIGEST, keys, arguments))
                                .recover(failure -> unknownScript(failure)
                                        ? there.send(request(Command.EVAL, SCRIPT, keys, arguments))
                                        : Future.failedFuture(failure)))
                        .toCompletionStage())
                .ifNoItem()
                .after(patience)
                .fail()
                .onItemOrFailure()
                .invoke((reply, failure) -> patience = SharedStore.PATIENCE);
    }

    private static boolean unknownScript(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith("NOSCRIPT");
    }

    private static Request request(Command command, String script, List<String> keys, List<String> arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }

    private synchronized Future<RedisConnection> connection() {
        if (connection == null) {
            Future<RedisConnection> next = store.redis().connect();
            connection = next;
            next.onFailure(failure -> forget(next)).onSuccess(there -> {
                there.exceptionHandler(failure -> lost(next, failure));
                there.endHandler(end -> lost(next, new IOException("it has closed the connection")));
            });
        }
        return connection;
    }

    private void lost(Future<RedisConnection> which, Throwable failure) {
        if (forget(which)) {
            broken.accept(failure);
        }
    }

    private synchronized boolean forget(Future<RedisConnection> which) {
        boolean current = which.equals(connection);
        connection = current ? null : connection;
        return current;
    }

    private static String script() {
        try (InputStream in = StoreLine.class.getResourceAsStream("/budget/shared-ledger.lua")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own script is missing", e);
        }
    }

    private static String digest(String script) {
        try {
            // Redis names scripts by it; nothing rests on its strength.
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }
}
