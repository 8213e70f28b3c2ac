// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import io.quarkiverse.mcp.server.runtime.ToolManagerImpl;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The same tools for a door that speaks no MCP: what it asks becomes a request of the stateless revision, so that lists, checks,
 * cancellation, permissions and the audit log are those of MCP.
 */
@Singleton
public class PlainCalls {

    private final ModernEra era;
    private final ToolManagerImpl tools;
    private final CurrentVertxRequest current;

    PlainCalls(ModernEra era, ToolManagerImpl tools, CurrentVertxRequest current) {
        this.era = era;
        this.tools = tools;
        this.current = current;
    }

    /** @return all tools as they are declared, by name, whoever may call them; each as MCP lists it */
    public List<JsonObject> declared() {
        List<JsonObject> declared = new ArrayList<>();
        for (ToolInfo tool : tools) {
            declared.add(new JsonObject(tool.asJson().encode()));
        }
        declared.sort(Comparator.comparing(tool -> tool.getString("name")));
        return declared;
    }

    /**
     * Whether there is a tool, whoever may call it.
     *
     * @param tool any name
     * @return whether {@link #call} would find it
     */
    public boolean isDeclared(String tool) {
        return tools.getTool(tool, McpServer.DEFAULT) != null;
    }

    /**
     * The tools that a caller is told of.
     *
     * @param context the caller's request, which the gate has let in
     * @return each as MCP lists it, in its order
     */
    public Future<List<JsonObject>> listed(RoutingContext context) {
        return listed(context, null, new ArrayList<>());
    }

    private Future<List<JsonObject>> listed(RoutingContext context, String cursor, List<JsonObject> sofar) {
        JsonObject params = cursor == null ? new JsonObject() : new JsonObject().put("cursor", cursor);
        return ask("tools/list", params, context).compose(response -> {
            JsonObject result = response.getJsonObject("result");
            if (result == null) {
                return Future.failedFuture(new IllegalStateException("the tools can't be listed: " + response));
            }
            JsonArray page = result.getJsonArray("tools");
            for (int i = 0; i < page.size(); i++) {
                sofar.add(page.getJsonObject(i));
            }
            String next = result.getString("nextCursor");
            return next == null ? Future.succeededFuture(sofar) : listed(context, next, sofar);
        });
    }

    /**
     * Calls a tool.
     *
     * @param tool its name
     * @param arguments anything
     * @param context the caller's request, which the gate has let in
     * @return the response, with a {@code result} or an {@code error}; never done once the caller has gone
     */
    public Future<JsonObject> call(String tool, JsonObject arguments, RoutingContext context) {
        return ask(Methods.CALL_TOOL, new JsonObject().put("name", tool).put("arguments", arguments), context);
    }

    private Future<JsonObject> ask(String method, JsonObject params, RoutingContext context) {
        JsonObject meta = new JsonObject()
                .put(Revisions.PROTOCOL_VERSION, Revisions.MODERN)
                .put(Revisions.CLIENT_CAPABILITIES, new JsonObject());
        JsonObject message = new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", method)
                .put("params", params.put(Revisions.META, meta));
        FirstResponse first = new FirstResponse(Promise.promise());
        era.answer(message, first, () -> current.setCurrent(context)).onFailure(first.response()::tryFail);
        return first.response().future();
    }

    /**
     * Keeps the answer; what is told on the way to it is of no use to somebody who waits for nothing else.
     *
     * @param response done with it
     */
    private record FirstResponse(Promise<JsonObject> response) implements Channel {

        @Override
        public Future<Void> notification(JsonObject message) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> response(JsonObject message, int status) {
            response.tryComplete(message);
            return Future.succeededFuture();
        }
    }
}
