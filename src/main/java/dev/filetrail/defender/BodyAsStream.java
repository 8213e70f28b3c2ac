// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.vertx.core.Context;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import java.time.Duration;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.impl.PreservesThreadClientResponseFilter;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;

/**
 * Puts {@link BodyStream} in place of the stream that the REST client makes of a body. That one asks the connection for one
 * piece at a time, so that two threads take turns three hundred thousand times over a large answer; and closed early, it
 * reads on and throws away, so that a body that never ends would hold its connection for ever.
 */
class BodyAsStream implements ClientRequestFilter, PreservesThreadClientResponseFilter {

    private final Duration longestSilence = WireOptions.longestSilence();

    /** Where it knows that a method gives a {@code Uni<Response>}, the REST client holds the whole body first, of whatever size. */
    @Override
    public void filter(ClientRequestContext request) {
        request.removeProperty(RestClientRequestContext.INVOKED_METHOD_PROP);
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        if (response.getEntityStream() != null
                && Context.isOnEventLoopThread()
                && request instanceof ClientRequestContextImpl context) {
            response.setEntityStream(new BodyStream(
                    context.getRestClientRequestContext().getVertxClientResponse(),
                    response.getEntityStream(),
                    longestSilence));
        }
    }
}
