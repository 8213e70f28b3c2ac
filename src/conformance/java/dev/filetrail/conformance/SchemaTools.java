// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.conformance;

import io.quarkiverse.mcp.server.InputSchemaGenerator;
import io.quarkiverse.mcp.server.RawMessage;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.Tool.InputSchema;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;

/** Tools whose input schema has words that must come through untouched. */
class SchemaTools {

    @Tool(
            name = "json_schema_2020_12_tool",
            description = "Tool with JSON Schema 2020-12 features",
            inputSchema = @InputSchema(generator = Wordy.class))
    TextContent wordy(RawMessage call) {
        return new TextContent("Called.");
    }

    @Tool(
            name = "test_x_mcp_header",
            description = "Tool with a parameter that is sent as a header as well",
            inputSchema = @InputSchema(generator = WithHeader.class))
    TextContent withHeader(RawMessage call) {
        return new TextContent("Called.");
    }

    /** Every word that SEP-1613 and SEP-2106 name. Public because the extension refers to it from a package of its own. */
    @ApplicationScoped
    public static class Wordy implements InputSchemaGenerator<JsonObject> {

        private static final String SCHEMA = """
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "type": "object",
                  "$defs": {
                    "address": {
                      "$anchor": "addressDef",
                      "type": "object",
                      "properties": {"street": {"type": "string"}, "city": {"type": "string"}}
                    }
                  },
                  "properties": {
                    "name": {"type": "string"},
                    "address": {"$ref": "#/$defs/address"},
                    "contactMethod": {"type": "string", "enum": ["phone", "email"]},
                    "phone": {"type": "string"},
                    "email": {"type": "string"}
                  },
                  "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
                  "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
                  "then": {"required": ["phone"]},
                  "else": {"required": ["email"]},
                  "additionalProperties": false
                }
                """;

        @Override
        public JsonObject generate(ToolInfo tool) {
            return new JsonObject(SCHEMA);
        }
    }

    /** One parameter with {@code x-mcp-header} (SEP-2243). Public for the same reason. */
    @ApplicationScoped
    public static class WithHeader implements InputSchemaGenerator<JsonObject> {

        private static final String SCHEMA = """
                {
                  "type": "object",
                  "properties": {"region": {"type": "string", "description": "Any text", "x-mcp-header": "Region"}},
                  "required": ["region"]
                }
                """;

        @Override
        public JsonObject generate(ToolInfo tool) {
            return new JsonObject(SCHEMA);
        }
    }
}
