// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import io.quarkiverse.mcp.server.McpMethod;
import io.quarkiverse.mcp.server.runtime.McpRequest;
import io.quarkiverse.mcp.server.runtime.McpRequestValidator;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * Refuses requests that lack what their method needs, or have it in another shape. The extension (1.13.0) takes it for granted,
 * and a client that left it out would wait for an answer for ever. It stands before the extension's handlers on every way to
 * them.
 */
@Singleton
class MessageCheck implements McpRequestValidator {

    private static final Field META = new Field("_meta", JsonObject.class, false);
    private static final Field CURSOR = new Field("cursor", String.class, false);
    private static final Field NAME = new Field("name", String.class, true);
    private static final Field URI = new Field("uri", String.class, true);
    private static final Field ARGUMENTS = new Field("arguments", JsonObject.class, false);

    private static final Map<McpMethod, List<Field>> FIELDS = Map.ofEntries(
            Map.entry(
                    McpMethod.INITIALIZE,
                    List.of(
                            new Field("protocolVersion", String.class, true),
                            new Field("capabilities", JsonObject.class, false),
                            new Field("clientInfo", JsonObject.class, true),
                            META)),
            Map.entry(McpMethod.PROMPTS_LIST, List.of(CURSOR, META)),
            Map.entry(McpMethod.PROMPTS_GET, List.of(NAME, ARGUMENTS, META)),
            Map.entry(McpMethod.TOOLS_LIST, List.of(CURSOR, META)),
            Map.entry(McpMethod.TOOLS_CALL, List.of(NAME, ARGUMENTS, META)),
            Map.entry(McpMethod.RESOURCES_LIST, List.of(CURSOR, META)),
            Map.entry(McpMethod.RESOURCES_READ, List.of(URI, META)),
            Map.entry(McpMethod.RESOURCES_SUBSCRIBE, List.of(URI, META)),
            Map.entry(McpMethod.RESOURCES_UNSUBSCRIBE, List.of(URI, META)),
            Map.entry(McpMethod.RESOURCE_TEMPLATES_LIST, List.of(CURSOR, META)),
            Map.entry(
                    McpMethod.COMPLETION_COMPLETE,
                    List.of(
                            new Field("ref", JsonObject.class, true),
                            new Field("argument", JsonObject.class, true),
                            new Field("context", JsonObject.class, false),
                            META)),
            Map.entry(McpMethod.LOGGING_SET_LEVEL, List.of(new Field("level", String.class, true), META)));

    private record Field(String name, Class<?> type, boolean required) {

        /** @return what is wrong; null when nothing is. A null stands for what is not there, as some clients write it. */
        String wrong(JsonObject in, String path) {
            Object value = in.getValue(name);
            if (value == null ? !required : type.isInstance(value)) {
                return null;
            }
            return "Missing, or not of its type: " + path + name
                    + (type == String.class ? ", a text." : ", an object.");
        }
    }

    @Override
    public <R extends McpRequest> Future<Boolean> validate(JsonObject message, R request, McpMethod method) {
        String wrong = wrong(message, method);
        return wrong == null
                ? Future.succeededFuture(true)
                : request.sender()
                        .sendError(message.getValue("id"), JsonRpcErrorCodes.INVALID_PARAMS, wrong)
                        .map(sent -> false);
    }

    private static String wrong(JsonObject message, McpMethod method) {
        Object given = message.getValue("params");
        if (given != null && !(given instanceof JsonObject)) {
            return "Missing, or not of its type: params, an object.";
        }
        JsonObject params = given == null ? new JsonObject() : (JsonObject) given;
        String wrong = wrong(params, FIELDS.getOrDefault(method, List.of(META)), "params.");
        return wrong == null && method == McpMethod.COMPLETION_COMPLETE ? wrongInCompletion(params) : wrong;
    }

    private static String wrongInCompletion(JsonObject params) {
        JsonObject ref = params.getJsonObject("ref");
        boolean prompt = "ref/prompt".equals(ref.getValue("type"));
        String wrong = wrong(ref, List.of(new Field("type", String.class, true), prompt ? NAME : URI), "params.ref.");
        return wrong == null
                ? wrong(
                        params.getJsonObject("argument"),
                        List.of(NAME, new Field("value", String.class, true)),
                        "params.argument.")
                : wrong;
    }

    private static String wrong(JsonObject in, List<Field> fields, String path) {
        for (Field field : fields) {
            String wrong = field.wrong(in, path);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }
}
