// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import dev.filetrail.trail.Caller;
import dev.filetrail.trail.Visit;
import dev.filetrail.trail.Visits;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Who is at a door: whoever the gate has let in with this request. A program that listens nowhere has no gate; whoever has
 * started it asks.
 */
@Singleton
class RequestVisits implements Visits {

    /** Where the gate leaves the {@link Caller} in a request. */
    static final String CALLER = RequestVisits.class.getName() + ".caller";

    /** Tells whoever asks by which name the audit log knows the question. */
    static final String CORRELATION = "X-Correlation-Id";

    private final CurrentVertxRequest request;
    private final AccessRules rules;
    private final Surroundings around;

    RequestVisits(CurrentVertxRequest request, AccessRules rules, Surroundings around) {
        this.request = request;
        this.rules = rules;
        this.around = around;
    }

    @Override
    public Visit current() {
        RoutingContext current = request.getCurrent();
        // Without a request it is an assistant that has started the program.
        Door door = current == null ? Door.MCP : Door.of(current.normalizedPath());
        Visit visit = Visit.of(door.label(), caller());
        if (current == null) {
            return visit;
        }
        if (!current.response().headWritten()) {
            current.response().putHeader(CORRELATION, visit.correlationId());
        }
        return visit.within(
                current.request().getHeader("traceparent"), current.request().getHeader("tracestate"));
    }

    @Override
    public Caller caller() {
        RoutingContext current = request.getCurrent();
        Caller caller = current != null ? current.get(CALLER) : withoutRequest();
        if (caller == null) {
            throw new IllegalStateException("a request that the gate has not seen");
        }
        return caller;
    }

    private Caller withoutRequest() {
        if (around.host() == null) {
            return Caller.OVER_STDIO;
        }
        return rules.ways().contains(Way.LOOPBACK) ? Caller.ON_THIS_MACHINE : null;
    }
}
