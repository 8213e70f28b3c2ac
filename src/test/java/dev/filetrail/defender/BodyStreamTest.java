// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.resteasy.reactive.common.core.BlockingNotAllowedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A body that stops, one that comes slowly and one that nobody wants any more, over a real connection. */
class BodyStreamTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<HttpServerResponse> answer = new CompletableFuture<>();
    private final CompletableFuture<Void> connectionEnded = new CompletableFuture<>();
    private HttpServer server;
    private volatile Context connection;

    @BeforeEach
    void serve() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    request.connection().closeHandler(connectionEnded::complete);
                    HttpServerResponse response = request.response();
                    String length = request.getParam("length");
                    if (length == null) {
                        response.setChunked(true);
                    } else {
                        response.putHeader("content-length", length);
                    }
                    response.write("begun");
                    answer.complete(response);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private BodyStream body(Duration longestSilence) throws Exception {
        return body("/", new Handed("", 0), longestSilence);
    }

    /** On the thread of the connection. */
    private BodyStream body(String path, InputStream first, Duration longestSilence) throws Exception {
        CompletableFuture<BodyStream> body = new CompletableFuture<>();
        vertx.createHttpClient()
                .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", path)
                .compose(request -> request.send())
                .onSuccess(response -> {
                    connection = Vertx.currentContext();
                    body.complete(new BodyStream(response, first, longestSilence));
                })
                .onFailure(body::completeExceptionally);
        return body.get(10, TimeUnit.SECONDS);
    }

    @Test
    void whatHadComeIsReadFirstAndNoMoreIsAskedForThere() throws Exception {
        Handed handed = new Handed("come, ", 0);
        BodyStream body = body("/", handed, LONG);
        answer.get(10, TimeUnit.SECONDS).end();

        assertThat(body.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("come, begun");
        assertThat(handed.threw).isFalse();
    }

    @Test
    void takesWhatIsOnlyAnnouncedForNothing() throws Exception {
        BodyStream body = body("/?length=12", new Handed("", 12), LONG);
        answer.get(10, TimeUnit.SECONDS).end(", ended");

        assertThat(body.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("begun, ended");
    }

    @Test
    void findsABodyThatHadComeWhole() throws Exception {
        BodyStream body = body("/?length=5", new Handed("whole", 5), LONG);

        assertThat(body.readNBytes(5)).asString(StandardCharsets.US_ASCII).isEqualTo("whole");
    }

    @Test
    void hearsThatTheConnectionHadBroken() throws Exception {
        InputStream broken = new Handed("", 12) {
            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                throw new IOException("broken before");
            }
        };
        BodyStream body = body("/?length=12", broken, LONG);
        CompletableFuture<Boolean> readable = readable(body);

        assertThat(readable).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(true);
        assertThat(body.readNBytes(5)).hasSize(5);
        assertThatIOException().isThrownBy(body::read).withMessageContaining("broken before");
    }

    @Test
    void silenceEndsTheConnectionAndSaysSo() throws Exception {
        BodyStream body = body(SHORT);
        assertThat(body.readNBytes(5)).asString(StandardCharsets.US_ASCII).isEqualTo("begun");

        assertThatIOException().isThrownBy(body::read).withMessageContaining("nothing came for 300 ms");
        assertThat(connectionEnded).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void aReaderWhoTakesHisTimeIsNotSilence() throws Exception {
        BodyStream body = body(SHORT);
        assertThat(body.readNBytes(5)).hasSize(5);
        CompletableFuture<Void> later = new CompletableFuture<>();
        vertx.setTimer(SHORT.toMillis() * 3, timer -> later.complete(null));
        later.get(10, TimeUnit.SECONDS);

        answer.get(10, TimeUnit.SECONDS).end("ended");
        assertThat(body.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("ended");
        assertThat(connectionEnded).isNotDone();
    }

    @Test
    void aShortBodyIsReadableOnlyOnceAllOfItHasCome() throws Exception {
        BodyStream body = body(LONG);
        CompletableFuture<Boolean> readable = readable(body);
        answer.get(10, TimeUnit.SECONDS).write(", goes on");
        soon();
        assertThat(readable).isNotDone();

        answer.get(10, TimeUnit.SECONDS).end(", ended");
        assertThat(readable).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(true);
        assertThat(body.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("begun, goes on, ended");
        body.abandon();
        assertThat(connectionEnded).isNotDone();
    }

    @Test
    void aLongBodyIsReadableBeforeItsEndByWhoeverMayWait() throws Exception {
        BodyStream body = body(LONG);
        CompletableFuture<Boolean> readable = readable(body);
        byte[] much = new byte[BodyStream.SHORT];

        answer.get(10, TimeUnit.SECONDS).write(Buffer.buffer(much));
        assertThat(readable).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(false);
        answer.get(10, TimeUnit.SECONDS).end();
        assertThat(body.readAllBytes()).hasSize("begun".length() + much.length);
    }

    @Test
    void aConnectionThatWasHeldGoesOnWhenWhatHasComeIsRead() throws Exception {
        BodyStream body = body(LONG);
        byte[] much = new byte[8 * 1024 * 1024];
        answer.get(10, TimeUnit.SECONDS).end(Buffer.buffer(much));
        assertThat(readable(body)).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(false);
        soon();

        CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
            try {
                return body.readAllBytes().length;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(read).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo("begun".length() + much.length);
    }

    @Test
    void silenceEndsTheWaitForAShortBodyToo() throws Exception {
        BodyStream body = body(SHORT);
        CompletableFuture<Boolean> readable = readable(body);

        assertThat(readable).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(true);
        assertThat(connectionEnded).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(body.readNBytes(5)).as("what had come before").hasSize(5);
        assertThatIOException().isThrownBy(body::read).withMessageContaining("nothing came for 300 ms");
    }

    @Test
    void aBodyThatComesSlowlyIsNotSilence() throws Exception {
        Duration silence = Duration.ofSeconds(2);
        BodyStream body = body(silence);
        CompletableFuture<Boolean> readable = readable(body);
        for (int i = 0; i < 6; i++) {
            soon(silence);
            answer.get(10, TimeUnit.SECONDS).write(".");
        }

        answer.get(10, TimeUnit.SECONDS).end();
        assertThat(readable).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(true);
        assertThat(body.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("begun......");
    }

    @Test
    void whoeverGivesUpEndsTheConnectionAndTheWaitingOfTheReader() throws Exception {
        BodyStream body = body(LONG);
        assertThat(body.readNBytes(5)).hasSize(5);
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
            try {
                return body.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        body.abandon();
        assertThat(connectionEnded).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(reader)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("nobody waits");
    }

    @Test
    void whoeverGaveUpBeforeTheReadingBeganStopsNobodyElsesTimer() throws Exception {
        CompletableFuture<Void> rang = new CompletableFuture<>();
        assertThat(vertx.setTimer(2_000, timer -> rang.complete(null)))
                .as("the first timer's number")
                .isZero();
        BodyStream body = body(LONG);
        AtomicBoolean read = new AtomicBoolean();

        Reading.of(body, () -> read.getAndSet(true)).subscribe().withSubscriber(new GivingUp());
        CompletableFuture<Void> told = new CompletableFuture<>();
        connection.runOnContext(afterThat -> told.complete(null));

        assertThat(told).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(read).isFalse();
        assertThat(connectionEnded).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(rang).succeedsWithin(20, TimeUnit.SECONDS);
    }

    /** At the moment that it is told that it may. */
    private static final class GivingUp implements UniSubscriber<Boolean> {

        @Override
        public void onSubscribe(UniSubscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onItem(Boolean read) {
            throw new AssertionError("nobody waits");
        }

        @Override
        public void onFailure(Throwable failure) {
            throw new AssertionError("nobody waits", failure);
        }
    }

    private static CompletableFuture<Boolean> readable(BodyStream body) {
        CompletableFuture<Boolean> readable = new CompletableFuture<>();
        body.whenReadable(readable::complete);
        return readable;
    }

    private void soon() throws Exception {
        soon(SHORT);
    }

    /** Well within the longest silence. */
    private void soon(Duration longestSilence) throws Exception {
        CompletableFuture<Void> later = new CompletableFuture<>();
        vertx.setTimer(longestSilence.toMillis() / 5, timer -> later.complete(null));
        later.get(10, TimeUnit.SECONDS);
    }

    /** As the REST client hands it over: what has come, and then nothing that could be had without waiting. */
    private static class Handed extends InputStream {

        private final byte[] come;
        private final int announced;
        private boolean taken;
        private boolean threw;

        private Handed(String come, int announced) {
            this.come = come.getBytes(StandardCharsets.US_ASCII);
            this.announced = announced;
        }

        @Override
        public int available() {
            return taken || come.length == 0 ? announced : come.length;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("one by one");
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (taken || come.length == 0) {
                threw = true;
                throw new BlockingNotAllowedException();
            }
            taken = true;
            System.arraycopy(come, 0, bytes, from, come.length);
            return come.length;
        }
    }
}
