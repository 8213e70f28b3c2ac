// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import io.quarkiverse.mcp.server.MetaField;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.Resource;
import io.quarkiverse.mcp.server.TextResourceContents;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The page that draws an answer, as a resource of MCP Apps ({@code io.modelcontextprotocol/ui}, version 2026-01-26): a host that
 * knows them shows it beside the tool's answer. It is the very page that is the console. It holds no data of its own.
 */
class MachinesView {

    static final String URI = "ui://filetrail/machines";

    /** In {@code _meta}, what MCP Apps go by. */
    static final String UI = "ui";

    /** Of a tool: which page draws its answer. */
    static final String OF_TOOL = "{\"resourceUri\":\"" + URI + "\"}";

    /** Of the page: it asks no server, loads nothing, and wants a frame around it. */
    private static final String OF_PAGE =
            "{\"csp\":{\"connectDomains\":[],\"resourceDomains\":[],\"frameDomains\":[],\"baseUriDomains\":[]},"
                    + "\"prefersBorder\":true}";

    private static final String TYPE = "text/html;profile=mcp-app";
    private static final String FILE = "/META-INF/resources/index.html";

    private final Map<MetaKey, Object> meta = Map.of(MetaKey.of(UI), new JsonObject(OF_PAGE).getMap());
    private volatile String page;

    @MetaField(name = UI, type = MetaField.Type.JSON, value = OF_PAGE)
    @Resource(
            uri = URI,
            name = "machines-view",
            title = "FileTrail: machines that have seen a file",
            description =
                    "The page on which a host that knows MCP Apps shows the answers of get_machines_for_file_hash and"
                            + " sweep_file_hashes. For hosts, not for models.",
            mimeType = TYPE)
    TextResourceContents view() {
        if (page == null) {
            page = read();
        }
        return new TextResourceContents(URI, page, TYPE, meta);
    }

    private static String read() {
        try (InputStream in = MachinesView.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
