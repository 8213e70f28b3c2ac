// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.conformance;

import io.quarkiverse.mcp.server.BlobResourceContents;
import io.quarkiverse.mcp.server.RequestUri;
import io.quarkiverse.mcp.server.Resource;
import io.quarkiverse.mcp.server.ResourceTemplate;
import io.quarkiverse.mcp.server.TextResourceContents;
import io.vertx.core.json.JsonObject;

/** Resources of text and of bytes, one made from a template, one to be watched. */
class Resources {

    private static final String TEXT = "text/plain";
    private static final String STATIC_TEXT = "test://static-text";
    private static final String STATIC_BINARY = "test://static-binary";
    private static final String WATCHED = "test://watched-resource";

    @Resource(uri = STATIC_TEXT, name = "static-text", description = "A text", mimeType = TEXT)
    TextResourceContents text() {
        return new TextResourceContents(STATIC_TEXT, "This is the content of the static text resource.", TEXT);
    }

    @Resource(uri = STATIC_BINARY, name = "static-binary", description = "An image", mimeType = Samples.PNG_TYPE)
    BlobResourceContents image() {
        return new BlobResourceContents(STATIC_BINARY, Samples.PNG, Samples.PNG_TYPE);
    }

    @Resource(uri = WATCHED, name = "watched-resource", description = "A text to be told of", mimeType = TEXT)
    TextResourceContents watched() {
        return new TextResourceContents(WATCHED, "Watched resource content.", TEXT);
    }

    @ResourceTemplate(
            uriTemplate = "test://template/{id}/data",
            name = "template",
            description = "What is made from an id",
            mimeType = "application/json")
    TextResourceContents template(String id, RequestUri uri) {
        JsonObject data =
                new JsonObject().put("id", id).put("templateTest", true).put("data", "Data for ID: " + id);
        return new TextResourceContents(uri.value(), data.encode(), "application/json");
    }
}
