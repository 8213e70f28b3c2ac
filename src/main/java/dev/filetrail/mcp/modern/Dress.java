// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.runtime.config.McpServerRuntimeConfig.ServerInfo;
import io.quarkiverse.mcp.server.runtime.config.McpServersRuntimeConfig;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives a result of the extension's the form that it has in the stateless revision: its type, who answers, and the hints. */
@Singleton
class Dress {

    private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";

    private final CacheHints hints;
    private final JsonObject serverInfo;

    Dress(
            CacheHints hints,
            McpServersRuntimeConfig servers,
            @ConfigProperty(name = "quarkus.application.name") String name,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.hints = hints;
        ServerInfo info = servers.servers().get(McpServer.DEFAULT).serverInfo();
        this.serverInfo = new JsonObject()
                .put("name", info.name().orElse(name))
                .put("version", info.version().orElse(version));
        info.title().ifPresent(title -> serverInfo.put("title", title));
        info.description().ifPresent(description -> serverInfo.put("description", description));
        info.websiteUrl().ifPresent(url -> serverInfo.put("websiteUrl", url));
    }

    /**
     * The same result as the stateless revision has it.
     *
     * @param result as the extension's handlers give it
     * @param method of the request
     * @param uri of the resource that was read; null when none was
     * @return to be sent
     * @throws Fault when the client has not declared what the feature needs of it
     */
    JsonObject result(JsonObject result, String method, String uri) throws Fault {
        JsonObject meta = InputRequired.meta(result);
        if (meta.remove(InputRequired.CAPABILITIES) instanceof JsonObject capabilities) {
            throw Fault.missingClientCapability(capabilities);
        }
        JsonObject dressed = result;
        if (meta.remove(InputRequired.REQUESTS) instanceof JsonObject required) {
            dressed = required.put("resultType", "input_required");
        } else {
            dressed.put("resultType", "complete");
            hints.add(dressed, method, uri);
        }
        return dressed.put(Revisions.META, meta.put(SERVER_INFO, serverInfo));
    }
}
