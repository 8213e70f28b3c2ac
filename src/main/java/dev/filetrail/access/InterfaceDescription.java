// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** The description of the interface (OpenAPI), open to all: it holds no answer, and says what to bring for one. */
final class InterfaceDescription {

    private static final String PATH = "/q/openapi";

    private InterfaceDescription() {}

    /**
     * Whether a request is for it, and nothing else.
     *
     * @param context the request
     * @return it may pass without a credential
     */
    static boolean opens(RoutingContext context) {
        HttpMethod method = context.request().method();
        // As it stands: what is only normalized to this path is another request.
        return PATH.equals(context.request().path())
                && (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD));
    }
}
