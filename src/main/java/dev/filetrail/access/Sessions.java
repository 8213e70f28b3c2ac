// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import io.quarkiverse.mcp.server.runtime.McpMessageHandler;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whose a session of MCP is. Its name is a secret, but no proof: whoever learns it must not listen to somebody else's stream, nor
 * speak in it (MCP, security best practices, "session hijacking"). What a question may see never depends on the session.
 */
final class Sessions {

    private static final String HEADER = "Mcp-Session-Id";
    /** Where a stream of the older transport is opened. */
    private static final String STREAM = "/mcp/sse";
    /** Where that transport has its name, in the path. */
    private static final String MESSAGES = "/mcp/messages/";
    /** The only place where both eras are at home. */
    private static final String BOTH_ERAS = "/mcp";

    private static final String VERSION = "MCP-Protocol-Version";

    private static final int LONGEST_NAME = 200;
    private static final int MOST = 20_000;

    private final OwnedStreams streams;

    private final Map<String, String> owners = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    Sessions(OwnedStreams streams) {
        this.streams = streams;
    }

    /**
     * Whether a request may use the session that it names, if it names one; and remembers whose the one is that its answer names.
     * One that nobody is known to own, since another replica has begun it, becomes the caller's; but a stream of the older
     * transport is only where it was opened.
     *
     * @param context the request
     * @param caller who asks
     * @return false when it is somebody else's
     */
    boolean lets(RoutingContext context, String caller) {
        String path = context.normalizedPath();
        if (path.startsWith(STREAM)) {
            OwnedStreams.opens(caller);
        } else if (path.startsWith(MESSAGES)
                && !streams.isOf(AccessRules.withoutSlash(path.substring(MESSAGES.length())), caller)) {
            return false;
        }
        if (path.equals(BOTH_ERAS) && isStateless(context.request().getHeader(VERSION))) {
            return true;
        }
        context.addHeadersEndHandler(sent -> own(context.response().headers().get(HEADER), caller));
        return own(context.request().getHeader(HEADER), caller);
    }

    /**
     * In the revisions that the extension doesn't speak there are no sessions, and one that is named all the same is ignored. They
     * are those that it never gets to see there.
     */
    private static boolean isStateless(String version) {
        return version != null && !McpMessageHandler.SUPPORTED_PROTOCOL_VERSIONS.contains(version.strip());
    }

    private synchronized boolean own(String session, String caller) {
        return session == null
                || session.length() > LONGEST_NAME
                || caller.equals(owners.computeIfAbsent(session, first -> caller));
    }
}
