// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import io.quarkiverse.mcp.server.runtime.config.McpServerRuntimeConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Somebody who listens for changes. The extension tells it what it tells to every connection. */
final class Subscription extends ModernConnection {

    private static final String ID = "io.modelcontextprotocol/subscriptionId";
    private static final Map<String, String> TOLD_BY = Map.of(
            "notifications/tools/list_changed", "toolsListChanged",
            "notifications/prompts/list_changed", "promptsListChanged",
            "notifications/resources/list_changed", "resourcesListChanged");

    private final Object requestId;
    private final JsonObject honoured;
    private final Channel channel;
    private final Reply reply;
    private final Promise<Void> ended = Promise.promise();

    Subscription(
            String id,
            McpServerRuntimeConfig config,
            Object requestId,
            JsonObject honoured,
            Channel channel,
            Reply reply) {
        super(id, config, null);
        this.requestId = requestId;
        this.honoured = honoured;
        this.channel = channel;
        this.reply = reply;
    }

    void acknowledge() {
        tell("notifications/subscriptions/acknowledged", new JsonObject().put("notifications", honoured));
    }

    /** Keeps both ends from taking a quiet stream for a dead one. */
    void pulse() {
        touch();
        channel.stillHere();
    }

    @Override
    public Future<Void> send(JsonObject message) {
        String method = message.getString("method");
        String list = method == null ? null : TOLD_BY.get(method);
        return list != null && honoured.containsKey(list) && !ended.future().isComplete()
                ? tell(method, new JsonObject())
                : Future.succeededFuture();
    }

    private Future<Void> tell(String method, JsonObject params) {
        return channel.notification(new JsonObject()
                .put("jsonrpc", "2.0")
                .put("method", method)
                .put("params", params.put(Revisions.META, named())));
    }

    private JsonObject named() {
        return new JsonObject().put(ID, requestId);
    }

    /** @return when nobody listens any more */
    Future<Void> ended() {
        return ended.future();
    }

    /** The client has ended it, and hears nothing more. */
    void end() {
        ended.tryComplete();
    }

    /** The server ends it, in order. */
    void closeInOrder() {
        if (ended.tryComplete()) {
            reply.sendResult(requestId, new JsonObject().put(Revisions.META, named()));
        }
    }
}
