// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.tracing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Begins pieces of work. Without a collector nothing is recorded and nothing made: a trace that whoever asks has named is then
 * passed on as it is.
 */
@Singleton
public class Tracer {

    private final double share;
    private final SpanExport export;

    /**
     * @param config where to, if anywhere
     * @param vertx sends
     */
    @Inject
    Tracer(OtelConfig config, Vertx vertx) {
        this(Collector.share(config), SpanExport.to(Collector.of(config), vertx));
    }

    Tracer(double share, SpanExport export) {
        this.share = share;
        this.export = export;
    }

    /** A configuration that can't work stops the start. */
    void start(@Observes StartupEvent start) {
        if (export != null) {
            export.begin();
        }
    }

    /** What is still to be told is told, within bounds. */
    void stop(@Observes ShutdownEvent stop) {
        if (export != null) {
            export.close();
        }
    }

    /**
     * Begins a piece of work.
     *
     * @param kind what it is to others
     * @param parent what it belongs to; null when it is the beginning
     * @return to be ended
     */
    public Span begin(Span.Kind kind, TraceContext parent) {
        if (export == null) {
            return Span.unrecorded(parent);
        }
        if (parent == null) {
            return ThreadLocalRandom.current().nextDouble() < share
                    ? new RecordedSpan(TraceContext.root(), kind, null, export::take)
                    : Span.unrecorded(null);
        }
        return parent.isSampled()
                ? new RecordedSpan(parent.next(), kind, parent.spanId(), export::take)
                : Span.unrecorded(parent);
    }
}
