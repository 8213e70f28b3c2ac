// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import dev.filetrail.trail.Visit;
import io.vertx.core.json.JsonObject;

/** The trace that an assistant's call belongs to (MCP 2026-07-28, section on {@code _meta}; W3C Trace Context). */
final class TraceOfCall {

    private TraceOfCall() {}

    /**
     * Puts a visit into it.
     *
     * @param visit of the asker
     * @param message as it came, with or without {@code traceparent} and {@code tracestate} in {@code params._meta}
     * @return the visit in that trace, or the same when the call names none
     */
    static Visit of(Visit visit, JsonObject message) {
        return message.getValue("params") instanceof JsonObject params
                        && params.getValue("_meta") instanceof JsonObject meta
                ? visit.within(text(meta, "traceparent"), text(meta, "tracestate"))
                : visit;
    }

    private static String text(JsonObject meta, String name) {
        return meta.getValue(name) instanceof String text ? text : null;
    }
}
