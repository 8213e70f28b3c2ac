// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.wire;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;

/** Reads along whenever a test asks {@code /mcp} by RestAssured. */
public final class WireFilter implements Filter {

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        if (URI.create(request.getURI()).getPath().equals("/mcp")
                && request.getMethod().equals("POST")) {
            Conversation conversation = new Conversation(request.getHeaders().getValue("MCP-Protocol-Version"));
            Object body = request.getBody();
            conversation.client(body == null ? "" : body.toString());
            Conversation.messages(response.contentType(), response.asString()).forEach(conversation::server);
        }
        return response;
    }
}
