// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import dev.filetrail.tracing.TraceContext;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Tells Defender which trace a call belongs to, when whoever asked has said so. */
class TraceOnward implements ClientRequestFilter {

    private static final ThreadLocal<TraceContext> CURRENT = new ThreadLocal<>();

    /** @param trace that the next request of this thread belongs to; null for none */
    static void within(TraceContext trace) {
        if (trace == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(trace);
        }
    }

    @Override
    public void filter(ClientRequestContext request) {
        TraceContext trace = CURRENT.get();
        if (trace != null) {
            trace.headers().forEach(request.getHeaders()::putSingle);
        }
    }
}
