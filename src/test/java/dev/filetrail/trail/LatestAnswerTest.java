// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.RedisServer;
import dev.filetrail.budget.PassingTime;
import dev.filetrail.budget.SomeStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds that of the answers that replicas leave on one real server the youngest is the latest, whichever comes last. */
@Tag("long")
class LatestAnswerTest {

    private static final Instant FETCHED = Instant.parse("2026-03-04T05:06:07Z");
    private static final Perspective APPLICATION = new Perspective("commercial", "tenant", "application");
    private static final FileHash HASH = new FileHash("1e5bc9d7e413ddd7902c2932e418702b84d0cc07");
    private static final Duration SOME_SECONDS = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final PassingTime time = new PassingTime();
    private RedisServer server;
    private Redis client;

    @BeforeEach
    void start() throws Exception {
        server = RedisServer.start();
        client = Redis.createClient(vertx, "redis://127.0.0.1:" + server.port());
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        server.close();
    }

    @Test
    void aNewOneTakesThePlaceOfAnOlderOne() {
        leave(replica(), fetchedNow());
        time.pass(SOME_SECONDS);
        Answer newer = fetchedNow();
        leave(replica(), newer);

        assertThat(latest()).isEqualTo(newer.fetchedAt());
    }

    @Test
    void oneThatComesLateDoesNot() {
        Answer older = fetchedNow();
        time.pass(SOME_SECONDS);
        Answer newer = fetchedNow();
        leave(replica(), newer);
        leave(replica(), older);

        assertThat(latest()).isEqualTo(newer.fetchedAt());
    }

    @Test
    void oneThatIsLongOnItsWayDoesNot() {
        Answer older = fetchedNow();
        leave(
                replica(() -> {
                    time.pass(SOME_SECONDS);
                    leave(replica(), fetchedNow());
                }),
                older);

        assertThat(latest()).isEqualTo(older.fetchedAt().plus(SOME_SECONDS));
    }

    /** The time that it has left says which of two is younger as long as nobody keeps any for longer than the others. */
    @Test
    void oneThatWasLeftForLongerThanAnyIsKeptHoldsNoPlace() {
        leave(replica(), fetchedNow());
        ask(Request.cmd(Command.PEXPIRE)
                .arg(ask(Request.cmd(Command.KEYS).arg("*:latest")).get(0).toString())
                .arg("999999999"));
        time.pass(SOME_SECONDS);
        Answer newer = fetchedNow();
        leave(replica(), newer);

        assertThat(latest()).isEqualTo(newer.fetchedAt());
    }

    private Response ask(Request request) {
        return client.send(request).toCompletionStage().toCompletableFuture().join();
    }

    private Instant latest() {
        return replica()
                .latest(APPLICATION, HASH)
                .await()
                .indefinitely()
                .orElseThrow()
                .fetchedAt();
    }

    private Answer fetchedNow() {
        return new Answer(APPLICATION, HASH, SomeMachine.tableOf(1), FETCHED.plusNanos(time.nanos()), time.nanos());
    }

    private static void leave(SharedAnswers replica, Answer answer) {
        Uni.createFrom()
                .deferred(Unchecked.supplier(() -> replica.left(answer)))
                .await()
                .indefinitely();
    }

    private SharedAnswers replica() {
        return replica(() -> {});
    }

    /** @param meanwhile happens while an answer is on its way to the server */
    private SharedAnswers replica(Runnable meanwhile) {
        AtomicReference<Runnable> once = new AtomicReference<>(meanwhile);
        SomeStore store = new SomeStore() {
            @Override
            public Future<Response> send(Request request) {
                if (request.command().equals(Command.SET)) {
                    once.getAndSet(() -> {}).run();
                }
                return client.send(request);
            }
        };
        return new SharedAnswers(store.shared(), new Usual(), time);
    }
}
