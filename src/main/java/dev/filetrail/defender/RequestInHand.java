// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.vertx.core.http.HttpClientRequest;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;

/**
 * The request that a thread waits for. When it stops waiting, because the time is over or because nobody wants the answer any
 * more, the REST client lets the request run on, with its connection; this ends it.
 */
class RequestInHand implements ResteasyReactiveClientRequestFilter {

    private static final ThreadLocal<RestClientRequestContext> CURRENT = new ThreadLocal<>();

    @Override
    public void filter(ResteasyReactiveClientRequestContext request) {
        if (request instanceof ClientRequestContextImpl context) {
            CURRENT.set(context.getRestClientRequestContext());
        }
    }

    /** The thread has its answer, and waits no longer. */
    static void answered() {
        CURRENT.remove();
    }

    /** Ends the request that this thread has waited for, if it has not been answered. */
    static void drop() {
        RestClientRequestContext context = CURRENT.get();
        CURRENT.remove();
        HttpClientRequest request = context == null ? null : context.getHttpClientRequest();
        if (request != null) {
            request.reset();
        }
    }
}
