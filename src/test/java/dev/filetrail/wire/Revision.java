// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A revision of MCP, with the schema that is published for it. */
public final class Revision {

    /** What a client gets that names no revision: the newest that needs no {@code _meta}. */
    public static final String USUAL = "2025-11-25";

    /** The first in which each request stands for itself. */
    public static final String STATELESS = "2026-07-28";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Revision> KNOWN = new ConcurrentHashMap<>();

    private final String definitionsAt;
    private final JsonNode schema;
    private final Map<String, String> definitionOfMethod = new HashMap<>();
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    private Revision(String name) {
        schema = read(name);
        definitionsAt = schema.has("$defs") ? "$defs" : "definitions";
        definitions().properties().forEach(definition -> {
            String method = definition
                    .getValue()
                    .path("properties")
                    .path("method")
                    .path("const")
                    .asText();
            if (!method.isEmpty()) {
                definitionOfMethod.put(method, definition.getKey());
            }
        });
    }

    /** The one of this name, such as {@code 2025-06-18}. */
    public static Revision of(String name) {
        return KNOWN.computeIfAbsent(name, Revision::new);
    }

    /** Whether there is one of this name. */
    static boolean isKnown(String name) {
        return Revision.class.getResource(file(name)) != null;
    }

    private static String file(String name) {
        return "/mcp/schema-" + (name.equals("2024-11-05") ? "2025-03-26" : name) + ".json";
    }

    private static JsonNode read(String name) {
        try (InputStream in = Revision.class.getResourceAsStream(file(name))) {
            if (in == null) {
                throw new AssertionError("No such revision of MCP: " + name);
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode definitions() {
        return schema.path(definitionsAt);
    }

    /**
     * What is wrong with a message.
     *
     * @param message whole, a request, a notification or a response
     * @param method of the request that it answers; null when it answers none, or nobody knows which
     * @return one sentence each; empty when it is right
     */
    public List<String> faults(JsonNode message, String method) {
        if (message.has("method")) {
            return faults(definitionOfMethod.get(message.path("method").asText()), message);
        }
        if (message.has("error")) {
            return faults(errorDefinition(message.path("error").path("code").asInt()), message);
        }
        List<String> faults = faults(either("JSONRPCResultResponse", "JSONRPCResponse"), message);
        return faults.isEmpty() && method != null
                ? faults(resultDefinition(method, message.path("result")), message.path("result"))
                : faults;
    }

    /** Some errors have a definition of their own, by their code. */
    private String errorDefinition(int code) {
        for (Map.Entry<String, JsonNode> definition : definitions().properties()) {
            for (JsonNode part :
                    definition.getValue().path("properties").path("error").path("allOf")) {
                if (part.path("properties").path("code").path("const").asInt() == code) {
                    return definition.getKey();
                }
            }
        }
        return either("JSONRPCErrorResponse", "JSONRPCError");
    }

    private String resultDefinition(String method, JsonNode result) {
        String request = definitionOfMethod.get(method);
        if (request == null) {
            return null;
        }
        if (result.path("resultType").asText().equals("input_required")) {
            return "InputRequiredResult";
        }
        String own = request.replaceAll("Request$", "Result");
        return definitions().has(own) ? own : "EmptyResult";
    }

    private String either(String newer, String older) {
        return definitions().has(newer) ? newer : older;
    }

    private List<String> faults(String definition, JsonNode value) {
        if (definition == null || !definitions().has(definition)) {
            return List.of("the revision knows no " + (definition == null ? "such method" : definition));
        }
        return compiled.computeIfAbsent(definition, this::compile).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .map(message -> definition + " " + message)
                .toList();
    }

    private JsonSchema compile(String definition) {
        ObjectNode whole = schema.deepCopy();
        whole.put("$ref", "#/" + definitionsAt + "/" + definition);
        VersionFlag dialect =
                whole.path("$schema").asText().contains("draft-07") ? VersionFlag.V7 : VersionFlag.V202012;
        return JsonSchemaFactory.getInstance(dialect).getSchema(whole);
    }
}
