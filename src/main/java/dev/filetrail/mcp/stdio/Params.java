package dev.filetrail.mcp.stdio;

import io.quarkiverse.mcp.server.McpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * The outer shape of what a request brings along. The extension's handlers rely on it: where it is another, they fail without
 * an answer.
 */
final class Params {

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
                            new Field("capabilities", JsonObject.class, true),
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

    private Params() {}

    private record Field(String name, Class<?> type, boolean required) {

        String wrong(JsonObject params) {
            Object value = params.getValue(name);
            if (value == null && !params.containsKey(name)) {
                return required ? "'params." + name + "' is missing." : null;
            }
            return type.isInstance(value)
                    ? null
                    : "'params." + name + "' must be " + (type == String.class ? "a text." : "an object.");
        }
    }

    /**
     * Looks at the parameters of a request.
     *
     * @param method that it is for
     * @param message with or without parameters
     * @return what is wrong with them, in one sentence; null when nothing is
     */
    static String wrong(McpMethod method, JsonObject message) {
        Object given = message.getValue("params");
        if (message.containsKey("params") && !(given instanceof JsonObject)) {
            return "'params' must be an object.";
        }
        JsonObject params = given instanceof JsonObject object ? object : new JsonObject();
        for (Field field : FIELDS.getOrDefault(method, List.of(META))) {
            String wrong = field.wrong(params);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }
}
