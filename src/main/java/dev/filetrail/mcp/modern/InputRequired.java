package dev.filetrail.mcp.modern;

import io.quarkiverse.mcp.server.MetaKey;

/**
 * How a feature says that it needs something of its client before it can answer. The extension has no result for that yet, so
 * it stands in the {@code _meta} of the result that it has (MCP 2026-07-28, multi round-trip requests). FileTrail's own
 * features need nothing; what the official suite brings along does.
 */
final class InputRequired {

    private static final String PREFIX = "dev.filetrail";
    /** Holds {@code inputRequests} and {@code requestState}, as an {@code InputRequiredResult} has them. */
    static final String REQUESTS = MetaKey.of("inputRequired", PREFIX).toString();
    /** Holds the capabilities without which the client can't be served, as {@code ClientCapabilities} has them. */
    static final String CAPABILITIES =
            MetaKey.of("requiredCapabilities", PREFIX).toString();

    private InputRequired() {}
}
