// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * Where a client learns which provider to ask for a token (RFC 9728). Open to all. Clients look at the place that belongs to
 * {@code /mcp} and at the one of the whole server; both name the same resource, as a token is good for no other.
 */
final class ResourceMetadata {

    /** The well-known place of the whole server's. */
    static final String PATH = "/.well-known/oauth-protected-resource";

    private static final String WELL_KNOWN = "/.well-known/";

    private final AccessRules rules;

    /** @param rules what to tell */
    ResourceMetadata(AccessRules rules) {
        this.rules = rules;
    }

    /**
     * Answers when a well-known place is asked for, known or not.
     *
     * @param context the request
     * @return whether it has
     */
    boolean answers(RoutingContext context) {
        String path = context.normalizedPath();
        if (!path.startsWith(WELL_KNOWN)) {
            return false;
        }
        boolean known = rules.ways().contains(Way.OIDC) && (path.equals(PATH) || path.equals(PATH + "/mcp"));
        HttpMethod method = context.request().method();
        if (!known) {
            new Problem(404, "There is nothing of this name.").answer(context);
        } else if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            new Problem(405, "This can only be read.")
                    .with("Allow", "GET, HEAD")
                    .answer(context);
        } else {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=300")
                    .end(document().encode());
        }
        return true;
    }

    private JsonObject document() {
        return new JsonObject()
                .put("resource", rules.resource())
                .put("authorization_servers", new JsonArray().add(rules.issuer()))
                .put("scopes_supported", new JsonArray().add(rules.scope()))
                .put("bearer_methods_supported", new JsonArray().add("header"))
                .put("resource_name", "FileTrail");
    }
}
