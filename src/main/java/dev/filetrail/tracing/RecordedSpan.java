// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.tracing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A piece of work that is told of: a span of OTLP in its JSON form (opentelemetry-proto, trace/v1/trace.proto). */
final class RecordedSpan implements Span {

    private static final int ERROR = 2;

    private final TraceContext context;
    private final Kind kind;
    private final String parentId;
    private final Consumer<JsonObject> told;
    private final JsonArray attributes = new JsonArray();
    private final Instant start = Instant.now();
    private final long since = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();
    private String failure;

    RecordedSpan(TraceContext context, Kind kind, String parentId, Consumer<JsonObject> told) {
        this.context = context;
        this.kind = kind;
        this.parentId = parentId;
        this.told = told;
    }

    @Override
    public Span begin(Kind what) {
        return new RecordedSpan(context.next(), what, context.spanId(), told);
    }

    @Override
    public TraceContext context() {
        return context;
    }

    @Override
    public TraceContext onward() {
        return context;
    }

    @Override
    public synchronized Span with(String name, Object value) {
        if (value != null && !over.get()) {
            attributes.add(attribute(name, value));
        }
        return this;
    }

    @Override
    public synchronized Span failed(String why) {
        failure = why;
        return this;
    }

    @Override
    public void end(String name) {
        if (over.compareAndSet(false, true)) {
            told.accept(json(name));
        }
    }

    private synchronized JsonObject json(String name) {
        Instant end = start.plusNanos(System.nanoTime() - since);
        JsonObject json = new JsonObject()
                .put("traceId", context.traceId())
                .put("spanId", context.spanId())
                .put("name", name)
                .put("kind", kind.number())
                .put("startTimeUnixNano", nanos(start))
                .put("endTimeUnixNano", nanos(end))
                .put("attributes", attributes);
        if (parentId != null) {
            json.put("parentSpanId", parentId);
        }
        if (context.state() != null) {
            json.put("traceState", context.state());
        }
        return failure == null
                ? json
                : json.put("status", new JsonObject().put("code", ERROR).put("message", failure));
    }

    /** Numbers of 64 bits are texts in the JSON of protocol buffers. */
    private static String nanos(Instant time) {
        return String.valueOf(time.getEpochSecond() * 1_000_000_000L + time.getNano());
    }

    static JsonObject attribute(String name, Object value) {
        JsonObject typed = new JsonObject();
        if (value instanceof Boolean) {
            typed.put("boolValue", value);
        } else if (value instanceof Number number) {
            typed.put("intValue", String.valueOf(number.longValue()));
        } else {
            typed.put("stringValue", value.toString());
        }
        return new JsonObject().put("key", name).put("value", typed);
    }
}
