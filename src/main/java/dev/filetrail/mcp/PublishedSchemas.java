// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import io.quarkiverse.mcp.server.InputSchemaGenerator;
import io.quarkiverse.mcp.server.OutputSchemaGenerator;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The contracts of the tools, written by hand as files, because they are what a model reads: the generated ones know neither
 * pattern nor bounds on the way in, nor {@code required} on the way out. Input is flat, one type a property, since several
 * clients read no more than that.
 * Public because the extension refers to the two generators from a package of its own.
 */
@ApplicationScoped
public class PublishedSchemas {

    private final Map<String, JsonObject> schemas = new ConcurrentHashMap<>();

    /**
     * A contract.
     *
     * @param name a tool's name for its input, a record's simple name for an output
     * @return the schema, not to be changed
     */
    JsonObject schema(String name) {
        return schemas.computeIfAbsent(name, PublishedSchemas::read);
    }

    private static JsonObject read(String name) {
        String file = "/schemas/" + name + ".json";
        try (InputStream in = PublishedSchemas.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + file);
            }
            return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the extension the input contract of a tool. */
    @ApplicationScoped
    public static class Input implements InputSchemaGenerator<JsonObject> {

        private final PublishedSchemas schemas;

        Input(PublishedSchemas schemas) {
            this.schemas = schemas;
        }

        @Override
        public JsonObject generate(ToolInfo tool) {
            return schemas.schema(tool.name());
        }
    }

    /** Gives the extension the output contract of a record. */
    @ApplicationScoped
    public static class Output implements OutputSchemaGenerator {

        private final PublishedSchemas schemas;

        Output(PublishedSchemas schemas) {
            this.schemas = schemas;
        }

        @Override
        public Object generate(Class<?> from) {
            return schemas.schema(from.getSimpleName());
        }
    }
}
