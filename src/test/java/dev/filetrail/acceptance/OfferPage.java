// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The reference page of prompts and resources, made from their snapshots. */
final class OfferPage {

    private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots");
    private static final ObjectMapper JSON = new ObjectMapper();

    private OfferPage() {}

    static String text() throws IOException {
        StringBuilder page = new StringBuilder(
                "# Prompts and resources\n\nMade from what the program offers by a test; how to use"
                        + " them: [Prompts and resources in an assistant](../how-to/use-prompts-and-resources.md).\n\n## Prompts\n");
        for (JsonNode prompt : all("prompts")) {
            page.append("\n### ").append(prompt.get("name").asText()).append("\n\n");
            page.append(prompt.get("description").asText()).append("\n\n");
            page.append("| argument | meaning |\n|---|---|\n");
            for (JsonNode argument : prompt.get("arguments")) {
                page.append("| `")
                        .append(argument.get("name").asText())
                        .append("`")
                        .append(argument.get("required").asBoolean() ? ", required" : "")
                        .append(" | ")
                        .append(argument.get("description").asText())
                        .append(" |\n");
            }
        }
        page.append("\n## Resources\n");
        List<JsonNode> resources = all("resources");
        resources.addAll(all("resource-templates"));
        for (JsonNode resource : resources) {
            page.append("\n### ")
                    .append(
                            resource.has("uri")
                                    ? resource.get("uri").asText()
                                    : resource.get("uriTemplate").asText())
                    .append("\n\n")
                    .append(resource.get("title").asText())
                    .append(", `")
                    .append(resource.get("mimeType").asText())
                    .append("`. ")
                    .append(resource.get("description").asText())
                    .append("\n");
        }
        return page.toString();
    }

    private static List<JsonNode> all(String folder) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(SNAPSHOTS.resolve(folder))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                all.add(JSON.readTree(Files.readString(file)));
            }
        }
        return all;
    }
}
