// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.tools;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** {@code /q/openapi}: the description of the interface, which the gate lets everybody read. */
@Singleton
class OpenApiEndpoint {

    private static final Logger LOG = Logger.getLogger(OpenApiEndpoint.class);
    private static final String PATH = "/q/openapi";
    private static final int BEFORE_EXTENSIONS = -50;

    private final OpenApi openApi;

    OpenApiEndpoint(OpenApi openApi) {
        this.openApi = openApi;
    }

    void listen(@Observes Router router) {
        router.route(PATH).order(BEFORE_EXTENSIONS).handler(this::take);
    }

    private void take(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            new ToolsProblem(405, "This can only be read.")
                    .with("Allow", "GET, HEAD")
                    .answer(context);
            return;
        }
        try {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, Representation.JSON.contentType())
                    .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=300")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(openApi.document());
        } catch (RuntimeException e) {
            LOG.error("The interface can't be described", e);
            CallFailure.fault().answer(context);
        }
    }
}
