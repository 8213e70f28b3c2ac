package dev.filetrail.mcp;

import io.quarkiverse.mcp.server.RawMessage;
import io.vertx.core.json.JsonObject;

/** The trace that an assistant's call belongs to (MCP 2026-07-28, section on {@code _meta}; W3C Trace Context). */
final class TraceParent {

    private TraceParent() {}

    /**
     * Reads it out of a call.
     *
     * @param call as it came
     * @return what stands in {@code params._meta.traceparent}, unchecked; null when there is no text there
     */
    static String of(RawMessage call) {
        return call.asJsonObject().getValue("params") instanceof JsonObject params
                        && params.getValue("_meta") instanceof JsonObject meta
                        && meta.getValue("traceparent") instanceof String traceParent
                ? traceParent
                : null;
    }
}
