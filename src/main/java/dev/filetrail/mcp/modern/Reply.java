// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import io.quarkiverse.mcp.server.runtime.Sender;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes what the extension's handlers say about one request, and says it as the stateless revision does. After the response
 * nothing more is said.
 */
final class Reply implements Sender {

    private static final String LOG_MESSAGE = "notifications/message";

    private final Channel channel;
    private final Dress dress;
    private final Object id;
    private final String method;
    private final String uri;
    private final boolean logsWanted;
    private final AtomicBoolean done = new AtomicBoolean();

    /**
     * @param channel where it goes
     * @param dress for results
     * @param message the request
     * @param logsWanted the request asks for log messages
     */
    Reply(Channel channel, Dress dress, JsonObject message, boolean logsWanted) {
        this.channel = channel;
        this.dress = dress;
        this.id = message.getValue("id") instanceof JsonObject ? null : message.getValue("id");
        this.method = message.getString("method");
        this.uri =
                message.getValue("params") instanceof JsonObject params && params.getValue("uri") instanceof String text
                        ? text
                        : null;
        this.logsWanted = logsWanted;
    }

    @Override
    public Future<Void> sendResult(Object requestId, Object result) {
        return done.compareAndSet(false, true) ? result(json(result)) : Future.succeededFuture();
    }

    @Override
    public Future<Void> sendError(Object requestId, int code, String message) {
        return done.compareAndSet(false, true) ? error(code, message, null) : Future.succeededFuture();
    }

    @Override
    public Future<Void> send(JsonObject message) {
        if (message == null || done.get()) {
            return Future.succeededFuture();
        }
        if (message.containsKey("method")) {
            if (message.getValue("id") != null) {
                return sendError(
                        id,
                        JsonRpcErrorCodes.INTERNAL_ERROR,
                        "This server asks its client in the middle of a call, which this revision has no way for.");
            }
            return logsWanted || !LOG_MESSAGE.equals(message.getString("method"))
                    ? channel.notification(message)
                    : Future.succeededFuture();
        }
        if (!done.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        JsonObject error = message.getJsonObject("error");
        return error == null
                ? result(json(message.getValue("result")))
                : error(error.getInteger("code"), error.getString("message"), error.getJsonObject("data"));
    }

    /** The request is not in order, or there is no such method. */
    Future<Void> refuse(Fault fault) {
        return done.compareAndSet(false, true)
                ? channel.response(response().put("error", fault.error()), fault.status())
                : Future.succeededFuture();
    }

    /** @return a response to what is no request, and so has no id */
    static JsonObject refusal(Fault fault) {
        return new JsonObject().put("jsonrpc", "2.0").put("error", fault.error());
    }

    private Future<Void> result(JsonObject result) {
        try {
            return channel.response(response().put("result", dress.result(result, method, uri)), 200);
        } catch (Fault fault) {
            return channel.response(response().put("error", fault.error()), fault.status());
        }
    }

    /** Codes that the revision has taken out are told as what stands in their place (section on error codes). */
    private Future<Void> error(int code, String message, JsonObject data) {
        JsonObject error =
                switch (code) {
                    case JsonRpcErrorCodes.RESOURCE_NOT_FOUND ->
                        Fault.error(Fault.INVALID_PARAMS, message, new JsonObject().put("uri", uri));
                    case JsonRpcErrorCodes.URL_ELICITATION_REQUIRED ->
                        Fault.error(JsonRpcErrorCodes.INTERNAL_ERROR, message, data);
                    default -> Fault.error(code, message, data);
                };
        // The request itself was in order, or it had been refused before: what came of it is an answer.
        return channel.response(response().put("error", error), 200);
    }

    private JsonObject response() {
        JsonObject response = new JsonObject().put("jsonrpc", "2.0");
        return id == null ? response : response.put("id", id);
    }

    private static JsonObject json(Object result) {
        JsonObject json = result instanceof JsonObject already ? already : JsonObject.mapFrom(result);
        json.getMap().values().removeIf(Objects::isNull);
        return json;
    }
}
