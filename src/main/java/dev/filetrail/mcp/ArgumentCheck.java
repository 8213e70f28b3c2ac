package dev.filetrail.mcp;

import dev.filetrail.ForeignText;
import io.quarkiverse.mcp.server.ToolCallException;
import io.quarkiverse.mcp.server.ToolInputGuardrail;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Holds the arguments of a call against the tool's published contract before the tool sees them, and tells the model what to
 * do differently: in the tool's result, where the model reads it, as the MCP section on tools asks. What a model plainly
 * means is forgiven: a number as text, another case, an empty text or null for "not given".
 * Public because the extension refers to it from a package of its own.
 */
@ApplicationScoped
public class ArgumentCheck implements ToolInputGuardrail {

    private static final int LONGEST_SHOWN = 60;

    private final PublishedSchemas schemas;

    ArgumentCheck(PublishedSchemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public void apply(ToolInputContext context) {
        context.setArguments(checked(
                context.getArguments(), schemas.schema(context.getTool().name()).getJsonObject("properties")));
    }

    private static JsonObject checked(JsonObject given, JsonObject properties) {
        JsonObject checked = new JsonObject();
        if (given == null) {
            return checked;
        }
        for (Map.Entry<String, Object> argument : given) {
            String name = argument.getKey();
            Object value = argument.getValue();
            JsonObject property = properties.getJsonObject(name);
            if (property == null) {
                throw new ToolCallException("There is no argument '" + ForeignText.oneLine(name, LONGEST_SHOWN)
                        + "'. The arguments are: " + String.join(", ", properties.fieldNames()) + ".");
            }
            if (value != null && !(value instanceof String text && text.isBlank())) {
                checked.put(
                        name,
                        "integer".equals(property.getString("type"))
                                ? integer(name, value, property)
                                : text(name, value, property));
            }
        }
        return checked;
    }

    private static int integer(String name, Object value, JsonObject property) {
        double number = Double.NaN;
        if (value instanceof Number given) {
            number = given.doubleValue();
        } else if (value instanceof String text && text.strip().matches("-?\\d{1,9}")) {
            number = Integer.parseInt(text.strip());
        }
        int least = property.getInteger("minimum");
        int most = property.getInteger("maximum");
        if (number != Math.rint(number) || number < least || number > most) {
            throw new ToolCallException("'" + name + "' must be a whole number from " + least + " to " + most
                    + ", given was " + shown(value) + ".");
        }
        return (int) number;
    }

    private static String text(String name, Object value, JsonObject property) {
        if (!(value instanceof String text)) {
            throw new ToolCallException("'" + name + "' must be one text, given was " + shown(value) + ".");
        }
        JsonArray allowed = property.getJsonArray("enum");
        if (allowed != null) {
            return allowed.stream()
                    .map(String.class::cast)
                    .filter(text.strip()::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow(() -> new ToolCallException("'" + name + "' must be one of "
                            + allowed.stream().map(String.class::cast).collect(Collectors.joining(", "))
                            + "; given was " + shown(value) + "."));
        }
        int longest = property.getInteger("maxLength", Integer.MAX_VALUE);
        if (text.length() > longest) {
            throw new ToolCallException("'" + name + "' must be a text of " + longest
                    + " characters at the most, given were " + text.length() + ".");
        }
        return text;
    }

    private static String shown(Object value) {
        String shown = "'" + ForeignText.oneLine(String.valueOf(value), LONGEST_SHOWN) + "'";
        return value instanceof JsonArray || value instanceof java.util.List
                ? shown + " (a list; call once for each)"
                : shown;
    }
}
