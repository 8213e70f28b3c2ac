// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.tools;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** The arguments of a call: the body, as far as it is an object. What is in it the tool itself judges. */
final class GivenArguments {

    private static final String JSON = "application/json";

    private GivenArguments() {}

    /**
     * Reads them.
     *
     * @param context the request, whose body is there
     * @return empty for an empty body
     * @throws ToolsProblem when it is something else than an object of JSON
     */
    static JsonObject of(RoutingContext context) throws ToolsProblem {
        Buffer body = context.body().buffer();
        if (body == null || body.length() == 0) {
            return new JsonObject();
        }
        HttpServerRequest request = context.request();
        if (!isJson(request.getHeader(HttpHeaders.CONTENT_TYPE)) || isEncoded(request)) {
            throw new ToolsProblem(
                            415,
                            "The arguments are an object of JSON, as they are: send them with 'Content-Type: " + JSON
                                    + "', and not compressed.")
                    .with("Accept-Post", JSON)
                    .saying("outcome", "bad_question");
        }
        try {
            if (Json.decodeValue(body) instanceof JsonObject arguments) {
                return arguments;
            }
        } catch (DecodeException e) {
            throw unreadable("The body is not JSON.");
        }
        throw unreadable("The body is JSON, but not an object.");
    }

    private static ToolsProblem unreadable(String what) {
        return new ToolsProblem(
                        400, what + " Send the arguments as one object, such as {\"hash\": \"…\"}; none at all as {}.")
                .saying("outcome", "bad_question");
    }

    private static boolean isJson(String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals(JSON) || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private static boolean isEncoded(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !encoding.strip().equalsIgnoreCase("identity");
    }
}
