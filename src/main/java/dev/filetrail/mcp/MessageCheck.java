package dev.filetrail.mcp;

import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import io.quarkiverse.mcp.server.McpMethod;
import io.quarkiverse.mcp.server.runtime.McpRequest;
import io.quarkiverse.mcp.server.runtime.McpRequestValidator;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;

/**
 * Refuses requests that lack what their method needs. The extension (1.13.0) takes it for granted, and a client that left it
 * out would wait for an answer for ever.
 */
@Singleton
class MessageCheck implements McpRequestValidator {

    @Override
    public <R extends McpRequest> Future<Boolean> validate(JsonObject message, R request, McpMethod method) {
        String missing = missing(message, method);
        return missing == null
                ? Future.succeededFuture(true)
                : request.sender()
                        .sendError(
                                message.getValue("id"),
                                JsonRpcErrorCodes.INVALID_PARAMS,
                                "Missing, or not of its type: " + missing + ".")
                        .map(sent -> false);
    }

    /** @return what is missing, for whoever wrote the client; null when all is there */
    private static String missing(JsonObject message, McpMethod method) {
        return switch (method) {
            case TOOLS_CALL, PROMPTS_GET -> missingInCall(message);
            case RESOURCES_READ, RESOURCES_SUBSCRIBE, RESOURCES_UNSUBSCRIBE -> missingText(message, "params", "uri");
            case COMPLETION_COMPLETE -> missingInCompletion(message);
            default -> message.getValue("params") == null ? null : missingObject(message, "params");
        };
    }

    private static String missingInCall(JsonObject message) {
        String missing = missingText(message, "params", "name");
        Object arguments = missing == null ? message.getJsonObject("params").getValue("arguments") : null;
        return arguments == null || arguments instanceof JsonObject ? missing : "params.arguments, an object";
    }

    private static String missingInCompletion(JsonObject message) {
        String missing = missingObject(message, "params");
        if (missing != null) {
            return missing;
        }
        JsonObject params = message.getJsonObject("params");
        missing = missingText(params, "ref", "type");
        if (missing == null) {
            boolean prompt = "ref/prompt".equals(params.getJsonObject("ref").getString("type"));
            missing = missingText(params, "ref", prompt ? "name" : "uri");
        }
        if (missing == null) {
            missing = missingText(params, "argument", "name");
        }
        if (missing == null) {
            missing = missingText(params, "argument", "value");
        }
        return missing == null ? null : "params." + missing;
    }

    private static String missingObject(JsonObject in, String name) {
        return in.getValue(name) instanceof JsonObject ? null : name + ", an object";
    }

    private static String missingText(JsonObject in, String object, String name) {
        String missing = missingObject(in, object);
        if (missing != null) {
            return missing;
        }
        return in.getJsonObject(object).getValue(name) instanceof String ? null : object + "." + name + ", a text";
    }
}
