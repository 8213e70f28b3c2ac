// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.tools;

import dev.filetrail.mcp.AnswerTable;
import dev.filetrail.mcp.modern.PlainCalls;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The interface as OpenAPI 3.1 describes it, made of the tools' own contracts and of what stands in {@code openapi/} of the
 * resources: {@code template.json}, with all that is the same for every tool, and an example for each tool.
 */
@Singleton
class OpenApi {

    private static final String TEMPLATE = "template";
    private static final String OF_EVERY_TOOL = "x-tool";
    private static final String RESPONSES = "responses";
    private static final String CONTENT = "content";
    private static final String SCHEMA = "schema";
    private static final String EXAMPLE = "example";
    private static final String DESCRIPTION = "description";
    private static final String NAME = "name";

    private final PlainCalls calls;
    private final String version;
    private String document;

    OpenApi(PlainCalls calls, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.calls = calls;
        this.version = version;
    }

    /** @return the whole document, the same for everybody */
    synchronized String document() {
        if (document == null) {
            document = composed().encode();
        }
        return document;
    }

    private JsonObject composed() {
        JsonObject whole = read(TEMPLATE);
        JsonObject every = (JsonObject) whole.remove(OF_EVERY_TOOL);
        whole.getJsonObject("info").put("version", version);
        JsonObject schemas = whole.getJsonObject("components").getJsonObject("schemas");
        JsonObject paths = new JsonObject();
        List<JsonObject> tools = calls.declared();
        for (JsonObject tool : tools) {
            String name = tool.getString(NAME);
            schemas.put(arguments(name), plain(tool.getJsonObject("inputSchema"), "The arguments of " + name + "."));
            schemas.put(answer(name), plain(tool.getJsonObject("outputSchema"), "What " + name + " answers."));
            paths.put(
                    "/tools/" + name,
                    new JsonObject().put("get", described(every, tool)).put("post", called(every, tool)));
        }
        JsonObject others = whole.getJsonObject("paths");
        content(others.getJsonObject("/tools").getJsonObject("get"))
                .getJsonObject(Representation.JSON.mediaType())
                .put("examples", shapes(tools.get(0)));
        return whole.put("paths", paths.mergeIn(others));
    }

    private static JsonObject described(JsonObject every, JsonObject tool) {
        JsonObject get = every.getJsonObject("get")
                .copy()
                .put("operationId", "describe_" + tool.getString(NAME))
                .put("summary", "About: " + tool.getString("title"));
        content(get).getJsonObject(Representation.JSON.mediaType()).put(EXAMPLE, ListFormat.MCP.of(tool));
        return get;
    }

    private static JsonObject called(JsonObject every, JsonObject tool) {
        String name = tool.getString(NAME);
        JsonObject example = read(name);
        JsonObject post = every.getJsonObject("post")
                .copy()
                .put("operationId", name)
                .put("summary", tool.getString("title"))
                .put(DESCRIPTION, tool.getString(DESCRIPTION));
        post.getJsonObject("requestBody")
                .getJsonObject(CONTENT)
                .put(
                        Representation.JSON.mediaType(),
                        new JsonObject()
                                .put(SCHEMA, reference("schemas", arguments(name)))
                                .put(EXAMPLE, example.getJsonObject("arguments")));
        JsonObject content = content(post)
                .put(
                        Representation.JSON.mediaType(),
                        new JsonObject()
                                .put(SCHEMA, reference("schemas", answer(name)))
                                .put(EXAMPLE, example.getJsonObject("answer")))
                .put(Representation.MARKDOWN.mediaType(), text("The answer in words.", example.getString("words")))
                .put(
                        Representation.PLAIN.mediaType(),
                        text("The same, for whoever shows it as it is.", example.getString("words")));
        AnswerTable table = AnswerTable.of(name);
        if (table != null) {
            content.put(
                    Representation.CSV.mediaType(),
                    text(
                            "A header and a line for each entry of the page (RFC 4180), in which no cell is a formula.",
                            table.csv(example.getJsonObject("answer"))));
        }
        return withHeaders(post, example.getJsonObject("answer"));
    }

    private static JsonObject withHeaders(JsonObject post, JsonObject answer) {
        JsonObject headers = ok(post).getJsonObject("headers");
        if (answer.containsKey("next_cursor")) {
            headers.put("X-Total-Count", reference("headers", "TotalCount"))
                    .put("X-Next-Cursor", reference("headers", "NextCursor"));
        }
        if (answer.containsKey("stale")) {
            headers.put("X-Stale-Age", reference("headers", "StaleAge"));
        }
        if (answer.containsKey("retry_after_seconds")) {
            headers.put("Retry-After", reference("headers", "RetryAfter"));
        }
        return post;
    }

    /** The list in every shape, shortened to its first tool. */
    private static JsonObject shapes(JsonObject tool) {
        JsonObject shapes = new JsonObject();
        for (ListFormat format : ListFormat.values()) {
            shapes.put(
                    format.label(),
                    new JsonObject()
                            .put("summary", "format=" + format.label() + ", shortened to one tool")
                            .put("value", new JsonObject().put("tools", new JsonArray().add(format.of(tool)))));
        }
        return shapes;
    }

    private static JsonObject plain(JsonObject schema, String description) {
        JsonObject plain = new JsonObject().put(DESCRIPTION, description).mergeIn(schema);
        // The document says for all of them which language they are in.
        plain.remove("$schema");
        return plain;
    }

    private static JsonObject text(String description, String example) {
        return new JsonObject()
                .put(SCHEMA, new JsonObject().put("type", "string").put(DESCRIPTION, description))
                .put(EXAMPLE, example);
    }

    private static JsonObject ok(JsonObject operation) {
        return operation.getJsonObject(RESPONSES).getJsonObject("200");
    }

    private static JsonObject content(JsonObject operation) {
        return ok(operation).getJsonObject(CONTENT);
    }

    private static JsonObject reference(String kind, String name) {
        return new JsonObject().put("$ref", "#/components/" + kind + "/" + name);
    }

    private static String arguments(String tool) {
        return tool + ".arguments";
    }

    private static String answer(String tool) {
        return tool + ".answer";
    }

    private static JsonObject read(String name) {
        String file = "/openapi/" + name + ".json";
        try (InputStream in = OpenApi.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + file);
            }
            return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
