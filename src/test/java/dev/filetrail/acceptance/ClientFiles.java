// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The ready files for assistants, and the page that says where they go. */
final class ClientFiles {

    static final Path FOLDER = Path.of("deploy/clients");
    /** The connector has a folder of its own, since it is not only for assistants. */
    static final Path CONNECTOR = Path.of("deploy/copilot-studio");

    /** So has the agent. */
    private static final Path AGENT = Path.of("deploy/m365-copilot");

    static final Path PAGE = Path.of("docs/connect.md");

    /** Takes no comments, no trailing commas, no name twice and nothing after the end: some clients take less than others. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ClientFiles() {}

    /** Every one, by its path within the folder. */
    static Map<String, JsonNode> all() throws IOException {
        Map<String, JsonNode> all = new TreeMap<>();
        collect(FOLDER, FOLDER, all);
        collect(CONNECTOR, CONNECTOR.getParent(), all);
        collect(AGENT, AGENT.getParent(), all);
        return all;
    }

    private static void collect(Path folder, Path root, Map<String, JsonNode> all) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                all.put(root.relativize(file).toString(), read(file));
            }
        }
    }

    /** The only server in each file that configures an assistant, by the file's path. */
    static Map<String, JsonNode> servers() throws IOException {
        Map<String, JsonNode> servers = new TreeMap<>();
        all().forEach((file, content) -> {
            for (String key : List.of("mcpServers", "servers")) {
                if (content.has(key)) {
                    servers.put(file, content.get(key).get("filetrail"));
                }
            }
        });
        return servers;
    }

    static JsonNode read(Path file) throws IOException {
        return STRICT.readTree(Files.readString(file));
    }

    static JsonNode parse(String json) throws IOException {
        return STRICT.readTree(json);
    }

    /** The version that the pom has, which all files are of. */
    static String version() throws IOException {
        return Pattern.compile("<artifactId>filetrail</artifactId>\\s*<version>([^<]+)")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    static String page() throws IOException {
        return Files.readString(PAGE);
    }

    /** The lines to be typed into a shell, of all the page. */
    static List<String> commands() throws IOException {
        boolean[] inside = {false};
        return page().lines()
                .map(String::strip)
                .filter(line -> {
                    if (line.startsWith("```")) {
                        inside[0] = line.equals("```sh");
                        return false;
                    }
                    return inside[0];
                })
                .toList();
    }
}
