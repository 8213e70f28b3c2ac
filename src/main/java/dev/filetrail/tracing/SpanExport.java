// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.tracing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Tells a collector of spans, in OTLP's JSON over HTTP: a batch every second, from memory that is bounded. Answers never wait
 * for it. What the collector does not take in three tries is dropped, and the log says so once a minute.
 */
final class SpanExport {

    private static final Logger LOG = Logger.getLogger(SpanExport.class);
    private static final int MOST_KEPT = 2_048;
    private static final int BATCH = 512;
    private static final int TRIES = 3;
    private static final long EVERY_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PATIENCE_AT_THE_END_MILLIS = 2_000;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    /** Those that the specification of OTLP wants tried again. */
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private final Collector collector;
    private final Vertx vertx;
    private final int patienceMillis;
    private final HttpClient client;
    private final JsonObject resource;
    private final ArrayBlockingQueue<JsonObject> waiting = new ArrayBlockingQueue<>(MOST_KEPT);
    private final AtomicLong dropped = new AtomicLong();
    private long timer;
    private long saidAt = System.nanoTime() - MINUTE_NANOS;
    private Future<Void> underWay = Future.succeededFuture();

    /** @return null without a collector: then nothing is made */
    static SpanExport to(Collector collector, Vertx vertx) {
        return collector == null ? null : new SpanExport(collector, vertx, PATIENCE);
    }

    /**
     * Nothing is told yet.
     *
     * @param collector whom to tell
     * @param vertx for the network and the time
     * @param patience how long it may take to connect, to begin its answer, and to end it
     */
    SpanExport(Collector collector, Vertx vertx, Duration patience) {
        this.collector = collector;
        this.vertx = vertx;
        this.patienceMillis = (int) patience.toMillis();
        this.client = vertx.createHttpClient(options(collector, patienceMillis));
        JsonArray attributes = new JsonArray();
        collector.resource().forEach((name, value) -> attributes.add(RecordedSpan.attribute(name, value)));
        attributes.add(RecordedSpan.attribute("service.instance.id", UUID.randomUUID()));
        this.resource = new JsonObject().put("attributes", attributes);
    }

    private static HttpClientOptions options(Collector collector, int patienceMillis) {
        HttpClientOptions options = new HttpClientOptions()
                .setSsl("https".equals(collector.address().getScheme()))
                .setConnectTimeout(patienceMillis);
        if (collector.certificate() != null) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(collector.certificate()));
        }
        return options;
    }

    void begin() {
        timer = vertx.setPeriodic(EVERY_MILLIS, tick -> flush());
        LOG.info("Traces go to " + collector.address() + ".");
    }

    /** @param span to be told of; dropped when there are too many */
    void take(JsonObject span) {
        if (!waiting.offer(span)) {
            dropped.incrementAndGet();
        }
    }

    /** Sends what there is, one batch after the other, unless that is under way already. */
    private synchronized Future<Void> flush() {
        if (underWay.isComplete()) {
            complain();
            underWay = waiting.isEmpty() ? Future.succeededFuture() : sendAll();
        }
        return underWay;
    }

    private Future<Void> sendAll() {
        JsonArray spans = new JsonArray();
        for (JsonObject span = waiting.poll(); span != null; span = spans.size() < BATCH ? waiting.poll() : null) {
            spans.add(span);
        }
        return spans.isEmpty() ? Future.succeededFuture() : send(spans, TRIES).compose(sent -> sendAll());
    }

    private Future<Void> send(JsonArray spans, int tries) {
        JsonObject scope = new JsonObject()
                .put("scope", new JsonObject().put("name", "dev.filetrail"))
                .put("spans", spans);
        JsonObject body = new JsonObject()
                .put(
                        "resourceSpans",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("resource", resource)
                                        .put("scopeSpans", new JsonArray().add(scope))));
        return client.request(options())
                .compose(request -> request.send(body.toBuffer()))
                .compose(this::status)
                .transform(status -> {
                    boolean busy = status.failed() || BUSY.contains(status.result());
                    if (busy && tries > 1) {
                        return vertx.timer(EVERY_MILLIS, TimeUnit.MILLISECONDS)
                                .compose(waited -> send(spans, tries - 1));
                    }
                    if (status.failed() || status.result() / 100 != 2) {
                        dropped.addAndGet(spans.size());
                    }
                    return Future.succeededFuture();
                });
    }

    /**
     * The body is read to its end, so that the connection can be used again; what it says does not matter. The request's own
     * timeout is over once it begins, so one that stops ends the connection here.
     */
    private Future<Integer> status(HttpClientResponse response) {
        return response.end()
                .timeout(patienceMillis, TimeUnit.MILLISECONDS)
                .onFailure(silence -> response.request().reset())
                .map(response.statusCode());
    }

    private RequestOptions options() {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(collector.address().toString())
                .setMethod(HttpMethod.POST)
                .setTimeout(patienceMillis)
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "FileTrail");
        collector.headers().forEach(options::putHeader);
        return options;
    }

    private void complain() {
        if (dropped.get() > 0 && System.nanoTime() - saidAt >= MINUTE_NANOS) {
            saidAt = System.nanoTime();
            LOG.warn(dropped.getAndSet(0) + " spans were dropped: the collector at " + collector.address()
                    + " can't be reached, does not take them, or not as fast as they come.");
        }
    }

    /** Tells what is left, and waits for that, but not long. */
    void close() {
        vertx.cancelTimer(timer);
        try {
            flush().compose(first -> flush())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_AT_THE_END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | java.util.concurrent.ExecutionException | CompletionException e) {
            LOG.debug("not all spans were told of", e);
        }
        client.close();
    }
}
