// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A collector of spans on this machine, which takes nothing that is not OTLP: what comes is read by OpenTelemetry's own schema,
 * and a name that is not in it is a fault.
 */
final class SpanCollector implements AutoCloseable {

    private static final Pattern IDS = Pattern.compile("\"(traceId|spanId|parentSpanId)\":\"([^\"]*)\"");

    private final HttpServer server;
    private final List<Received> received = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<Map<String, String>> headers = new ArrayList<>();
    private final List<AssertionError> faults = new ArrayList<>();
    private int busy;

    /** A span, with its ids as they were written and its attributes by name. */
    record Received(String traceId, String spanId, String parentId, Span span, Map<String, Object> attributes) {

        String name() {
            return span.getName();
        }
    }

    private SpanCollector(HttpServer server) {
        this.server = server;
    }

    static SpanCollector start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SpanCollector collector = new SpanCollector(server);
        server.createContext("/v1/traces", collector::take);
        server.start();
        return collector;
    }

    /** Its base address. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** So many requests are to be sent again later. */
    synchronized void busy(int requests) {
        busy = requests;
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = taken(exchange, body);
        byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private synchronized int taken(HttpExchange exchange, String body) {
        if (busy > 0) {
            busy--;
            return 503;
        }
        Map<String, String> told = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> told.put(name, String.join(",", values)));
        headers.add(told);
        bodies.add(body);
        try {
            if (!exchange.getRequestMethod().equals("POST") || !"application/json".equals(told.get("Content-Type"))) {
                throw new AssertionError(exchange.getRequestMethod() + " " + told);
            }
            read(body);
            return 200;
        } catch (IOException | AssertionError e) {
            faults.add(new AssertionError("no OTLP: " + body, e));
            return 400;
        } finally {
            notifyAll();
        }
    }

    private void read(String body) throws IOException {
        // In OTLP's JSON ids are hexadecimal, where that of protocol buffers has Base64: they are read beside it.
        List<String[]> ids = new ArrayList<>();
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        JsonFormat.parser().merge(body, request);
        for (String each : body.split("(?=\\{\"traceId\")")) {
            if (each.startsWith("{\"traceId\"")) {
                String[] three = new String[3];
                Matcher id = IDS.matcher(each);
                while (id.find()) {
                    three[List.of("traceId", "spanId", "parentSpanId").indexOf(id.group(1))] = id.group(2);
                }
                ids.add(three);
            }
        }
        int place = 0;
        for (var resource : request.getResourceSpansList()) {
            for (var scope : resource.getScopeSpansList()) {
                for (Span span : scope.getSpansList()) {
                    String[] three = ids.get(place++);
                    if (!three[0].matches("[0-9a-f]{32}") || !three[1].matches("[0-9a-f]{16}")) {
                        throw new AssertionError("no ids: " + three[0] + " " + three[1]);
                    }
                    Map<String, Object> attributes = attributes(span.getAttributesList());
                    attributes.putAll(attributes(resource.getResource().getAttributesList()));
                    received.add(new Received(three[0], three[1], three[2], span, attributes));
                }
            }
        }
    }

    private static Map<String, Object> attributes(List<KeyValue> given) {
        Map<String, Object> attributes = new TreeMap<>();
        for (KeyValue each : given) {
            attributes.put(
                    each.getKey(),
                    switch (each.getValue().getValueCase()) {
                        case STRING_VALUE -> each.getValue().getStringValue();
                        case INT_VALUE -> each.getValue().getIntValue();
                        case BOOL_VALUE -> each.getValue().getBoolValue();
                        default -> throw new AssertionError("no attribute: " + each);
                    });
        }
        return attributes;
    }

    /** The spans of a trace, once its question is among them; in the order in which they began. */
    synchronized List<Received> ofTrace(String traceId) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            List<Received> spans = received.stream()
                    .filter(each -> each.traceId().equals(traceId))
                    .sorted((a, b) -> Long.compare(
                            a.span().getStartTimeUnixNano(), b.span().getStartTimeUnixNano()))
                    .toList();
            if (spans.stream().anyMatch(each -> each.span().getKind() == Span.SpanKind.SPAN_KIND_SERVER)) {
                return spans;
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("nothing was told of " + traceId + ", but: " + bodies + faults);
            }
            wait(left);
        }
    }

    /** All that came, as it came. */
    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    /** What came with it. */
    synchronized List<Map<String, String>> headers() {
        return List.copyOf(headers);
    }

    /** What came and was not OTLP. */
    synchronized List<AssertionError> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
