// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A server for a test that counts what it is asked, and knows nothing. */
public class SomeStore implements Redis {

    private final AtomicInteger asked = new AtomicInteger();

    /** As replicas know it. */
    public SharedStore shared() {
        return new SharedStore(this, "test");
    }

    /** How many requests came. */
    public int asked() {
        return asked.get();
    }

    @Override
    public Future<Response> send(Request command) {
        asked.incrementAndGet();
        return Future.succeededFuture();
    }

    @Override
    public Future<RedisConnection> connect() {
        return Future.failedFuture("no connection");
    }

    @Override
    public Future<List<Response>> batch(List<Request> commands) {
        return Future.failedFuture("one at a time");
    }

    @Override
    public void close() {}
}
