// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.vertx.core.Context;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import java.time.Duration;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.impl.PreservesThreadClientResponseFilter;

/**
 * Puts {@link BodyStream} in place of the stream that the REST client makes of a body. That one asks the connection for one
 * piece at a time, so that two threads take turns three hundred thousand times over a large answer; and closed early, it
 * reads on and throws away, so that a body that never ends would hold its connection for ever.
 */
class BodyAsStream implements PreservesThreadClientResponseFilter {

    /** Whoever waits for an answer begins to read as soon as it has begun. */
    private static final Duration LONGEST_UNREAD = Duration.ofSeconds(5);

    private final Duration longestSilence = WireOptions.longestSilence();

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        if (response.getEntityStream() != null
                && Context.isOnEventLoopThread()
                && request instanceof ClientRequestContextImpl context) {
            response.setEntityStream(new BodyStream(
                    context.getRestClientRequestContext().getVertxClientResponse(),
                    response.getEntityStream(),
                    longestSilence,
                    LONGEST_UNREAD));
        }
    }
}
