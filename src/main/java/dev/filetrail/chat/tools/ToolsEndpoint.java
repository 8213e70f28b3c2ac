// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.tools;

import dev.filetrail.ForeignText;
import dev.filetrail.mcp.modern.PlainCalls;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * {@code /tools}: what can be called, and {@code /tools/NAME}, which calls it. It stands behind the gate, which has let the
 * caller in and read the body. A slash at the end makes no difference.
 */
@Singleton
class ToolsEndpoint {

    private static final Logger LOG = Logger.getLogger(ToolsEndpoint.class);
    private static final String PATH = "/tools";
    /** Behind the gate's filters, before the routes of extensions. */
    private static final int BEFORE_EXTENSIONS = -50;

    private static final int LONGEST_SHOWN = 60;

    private final PlainCalls calls;

    ToolsEndpoint(PlainCalls calls) {
        this.calls = calls;
    }

    void listen(@Observes Router router) {
        router.route(PATH + "/*").order(BEFORE_EXTENSIONS).handler(this::take);
    }

    private void take(RoutingContext context) {
        try {
            String name = name(context.normalizedPath());
            boolean reads = isOneOf(context, HttpMethod.GET, HttpMethod.HEAD);
            if (name.isEmpty()) {
                if (!reads) {
                    throw notAllowed(
                            "The list of tools can only be read; call a tool at " + PATH + "/NAME.", "GET, HEAD");
                }
                list(context);
            } else if (!calls.isDeclared(name)) {
                unknown(context, name);
            } else if (reads) {
                describe(context, name);
            } else if (isOneOf(context, HttpMethod.POST)) {
                call(context, name);
            } else {
                throw notAllowed("A tool is read with GET and called with POST.", "GET, HEAD, POST");
            }
        } catch (ToolsProblem problem) {
            problem.answer(context);
        } catch (RuntimeException e) {
            failed(context, e);
        }
    }

    private static String name(String path) {
        String rest = path.substring(Math.min(path.length(), PATH.length() + 1));
        return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    }

    private void list(RoutingContext context) throws ToolsProblem {
        ListFormat format = format(context);
        Representation.chosen(context.request(), List.of(Representation.JSON));
        listed(context, tools -> {
            JsonArray all = new JsonArray();
            tools.forEach(tool -> all.add(format.of(tool)));
            answer(
                    context,
                    Representation.JSON,
                    new JsonObject().put("tools", all).encode());
        });
    }

    private void describe(RoutingContext context, String name) throws ToolsProblem {
        ListFormat format = format(context);
        Representation.chosen(context.request(), List.of(Representation.JSON));
        listed(context, tools -> tools.stream()
                .filter(tool -> isNamed(tool, name))
                .findFirst()
                .ifPresentOrElse(
                        tool -> answer(
                                context, Representation.JSON, format.of(tool).encode()),
                        () -> noSuchTool(name, tools).answer(context)));
    }

    private void unknown(RoutingContext context, String name) {
        listed(context, tools -> noSuchTool(name, tools).answer(context));
    }

    private void call(RoutingContext context, String name) throws ToolsProblem {
        // Both before anything is asked, which might cost a call.
        Representation form = Representation.chosen(context.request(), name);
        JsonObject arguments = GivenArguments.of(context);
        calls.call(name, arguments, context)
                .onSuccess(response -> guarded(context, () -> answerCall(context, name, form, response)))
                .onFailure(failure -> failed(context, failure));
    }

    private static void answerCall(RoutingContext context, String name, Representation form, JsonObject response) {
        JsonObject result = response.getJsonObject("result");
        if (result == null) {
            CallFailure.refused(response.getJsonObject("error")).answer(context);
        } else if (Boolean.TRUE.equals(result.getBoolean("isError"))) {
            CallFailure.told(result).answer(context);
        } else if (!context.response().closed()) {
            Paging.tell(Representation.structure(result), context.response());
            answer(context, form, form.of(name, result));
        }
    }

    private void listed(RoutingContext context, Then then) {
        calls.listed(context)
                .onSuccess(tools -> guarded(context, () -> then.with(tools)))
                .onFailure(failure -> failed(context, failure));
    }

    private interface Then {

        void with(List<JsonObject> tools);
    }

    private static void guarded(RoutingContext context, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failed(context, e);
        }
    }

    private static void answer(RoutingContext context, Representation form, String body) {
        HttpServerResponse response = context.response();
        if (!response.ended() && !response.closed()) {
            // Beside what is said there for browsers already.
            response.headers().add(HttpHeaders.VARY, "Accept");
            response.putHeader(HttpHeaders.CONTENT_TYPE, form.contentType())
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    // A name in a text may look like a page to a browser that guesses.
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(body);
        }
    }

    private static void failed(RoutingContext context, Throwable failure) {
        LOG.error("A request for a tool ended in a fault", failure);
        CallFailure.fault().answer(context);
    }

    private static ListFormat format(RoutingContext context) throws ToolsProblem {
        try {
            return ListFormat.named(context.request().getParam("format"));
        } catch (IllegalArgumentException e) {
            throw new ToolsProblem(400, "What stands behind the question mark is not encoded as an address has it.")
                    .saying("outcome", "bad_question");
        }
    }

    private static ToolsProblem noSuchTool(String name, List<JsonObject> tools) {
        return new ToolsProblem(
                        404,
                        "There is no tool '" + ForeignText.oneLine(name, LONGEST_SHOWN) + "'. There is: "
                                + tools.stream()
                                        .map(tool -> tool.getString("name"))
                                        .collect(Collectors.joining(", "))
                                + ".")
                .saying("outcome", "bad_question");
    }

    private static ToolsProblem notAllowed(String what, String allowed) {
        return new ToolsProblem(405, what).with("Allow", allowed);
    }

    private static boolean isNamed(JsonObject tool, String name) {
        return name.equals(tool.getString("name"));
    }

    private static boolean isOneOf(RoutingContext context, HttpMethod... methods) {
        Predicate<HttpMethod> asked = context.request().method()::equals;
        return Stream.of(methods).anyMatch(asked);
    }
}
