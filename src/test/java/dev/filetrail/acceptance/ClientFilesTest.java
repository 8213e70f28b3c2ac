// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What can be said of the ready files for assistants without asking anybody; {@link ClientsIT} asks the assistants. */
class ClientFilesTest {

    private static final String LOCAL = "http://localhost:8080/mcp";
    private static final String REMOTE = "https://filetrail.example.com/mcp";
    /** Something that the client fills in: from its environment, from what it asks for, from its own store. */
    private static final String REFERENCE = "\\$\\{(env:|input:|user_config\\.)?[A-Za-z_-]+\\}";

    private static final Pattern SECRET =
            Pattern.compile("KEY|SECRET|TOKEN|PASSWORD|AUTHORIZATION", Pattern.CASE_INSENSITIVE);

    @Test
    void thereAreFilesForEveryAssistantThatTakesOne() throws IOException {
        Set<String> expected = new TreeSet<>(Set.of(
                "claude-desktop/claude_desktop_config.json",
                "claude-desktop/manifest.json",
                "copilot-studio/apiDefinition.swagger.json",
                "copilot-studio/apiProperties.json",
                "m365-copilot/ai-plugin.json",
                "m365-copilot/declarativeAgent.json",
                "m365-copilot/manifest.json",
                "mcp-registry/server.json"));
        for (String client : List.of("claude-code", "cursor", "vscode")) {
            for (String way : List.of("key", "local", "sign-in", "stdio")) {
                expected.add(client + "/" + way + ".json");
            }
        }
        assertThat(ClientFiles.all().keySet()).isEqualTo(expected);
    }

    @Test
    void eachConfiguresOneServerAndNamesItAsItIs() throws IOException {
        assertThat(ClientFiles.servers()).hasSize(13).doesNotContainValue(null);
        ClientFiles.all().forEach((file, content) -> {
            for (String key : List.of("mcpServers", "servers")) {
                assertThat(content.path(key).size()).as(file).isLessThanOrEqualTo(1);
            }
        });
        ClientFiles.servers().forEach((file, server) -> {
            if (file.contains("stdio") || file.contains("desktop")) {
                assertThat(Path.of(server.get("command").asText()).getFileName())
                        .as(file)
                        .hasToString("filetrail");
                assertThat(server.get("args")).as(file).hasToString("[\"stdio\"]");
                assertThat(server.has("url")).as(file).isFalse();
            } else {
                assertThat(server.get("url").asText()).as(file).isEqualTo(file.contains("local") ? LOCAL : REMOTE);
                assertThat(server.get("type").asText()).as(file).isEqualTo("http");
            }
        });
        JsonNode bundle = ClientFiles.all().get("claude-desktop/manifest.json").get("server");
        assertThat(bundle.at("/mcp_config/args")).hasToString("[\"stdio\"]");
        assertThat(bundle.at("/mcp_config/command").asText())
                .isEqualTo("${__dirname}/" + bundle.get("entry_point").asText());
    }

    @Test
    void theOthersLeadToMcpToo() throws IOException {
        Map<String, JsonNode> all = ClientFiles.all();
        assertThat(all.get("m365-copilot/ai-plugin.json")
                        .at("/runtimes/0/spec/url")
                        .asText())
                .isEqualTo(REMOTE);
        assertThat(all.get("m365-copilot/manifest.json").get("validDomains"))
                .hasToString("[\"filetrail.example.com\"]");

        JsonNode connector = all.get("copilot-studio/apiDefinition.swagger.json");
        assertThat(connector.get("schemes").get(0).asText() + "://"
                        + connector.get("host").asText()
                        + connector.get("paths").fieldNames().next())
                .isEqualTo(REMOTE);
        assertThat(connector.at("/paths/~1mcp/post/x-ms-agentic-protocol").asText())
                .isEqualTo("mcp-streamable-1.0");
        connector.get("securityDefinitions").fieldNames().forEachRemaining(name -> assertThat(
                        all.get("copilot-studio/apiProperties.json")
                                .at("/properties/connectionParameters/" + name + "/type")
                                .asText())
                .isEqualTo("securestring"));
    }

    /** With {@code -Dsnapshots.write} it writes the file instead. */
    @Test
    void theConnectorHasEveryToolAsItIs() throws IOException {
        Path file = ClientFiles.CONNECTOR.resolve("apiDefinition.swagger.json");
        String made = Connector.definition();
        if (System.getProperty("snapshots.write") != null) {
            Files.writeString(file, made);
        }
        assertThat(Files.readString(file)).isEqualTo(made);
    }

    @Test
    void noSecretIsWrittenDown() throws IOException {
        List<String> seen = new ArrayList<>();
        ClientFiles.servers().forEach((file, server) -> Stream.of("env", "headers")
                .forEach(place -> server.path(place).fields().forEachRemaining(each -> {
                    if (SECRET.matcher(each.getKey()).find()) {
                        seen.add(file);
                        assertThat(each.getValue().asText())
                                .as(file + " " + each.getKey())
                                .matches(REFERENCE);
                    }
                })));
        assertThat(seen).hasSize(6);

        JsonNode bundle = ClientFiles.all().get("claude-desktop/manifest.json");
        bundle.at("/server/mcp_config/env").fields().forEachRemaining(each -> {
            assertThat(each.getValue().asText()).matches(REFERENCE);
            String name = each.getValue().asText().replaceAll("^\\$\\{user_config\\.|\\}$", "");
            assertThat(bundle.get("user_config").has(name)).as(name).isTrue();
            assertThat(bundle.at("/user_config/" + name + "/sensitive").asBoolean())
                    .as(name)
                    .isEqualTo(SECRET.matcher(name).find());
        });
    }

    @Test
    void vsCodeAsksForWhatItFillsIn() throws IOException {
        ClientFiles.all().forEach((file, content) -> {
            if (file.startsWith("vscode/")) {
                Set<String> used = Pattern.compile("\\$\\{input:([^}]+)\\}")
                        .matcher(content.get("servers").toString())
                        .results()
                        .map(each -> each.group(1))
                        .collect(Collectors.toSet());
                Set<String> asked = new TreeSet<>();
                content.path("inputs").forEach(input -> {
                    String id = input.get("id").asText();
                    asked.add(id);
                    assertThat(input.path("password").asBoolean()).as(id).isEqualTo(id.matches(".*(key|secret)"));
                    assertThat(input.get("description").asText()).as(id).startsWith("FileTrail: ");
                });
                assertThat(asked).as(file).isEqualTo(used);
            }
        });
    }

    @Test
    void everyVariableIsOneThatFileTrailReads() throws IOException {
        String reference = Files.readString(Path.of("docs/reference/configuration.md"));
        List<JsonNode> environments = new ArrayList<>();
        ClientFiles.servers().values().forEach(server -> environments.add(server.path("env")));
        environments.add(ClientFiles.all().get("claude-desktop/manifest.json").at("/server/mcp_config/env"));
        Set<String> names = new TreeSet<>();
        environments.forEach(environment -> environment.fieldNames().forEachRemaining(names::add));
        assertThat(names).contains("AZURE_TENANT_ID", "AZURE_CLIENT_ID");
        assertThat(names).allSatisfy(name -> assertThat(reference)
                .contains("| `"
                        + (name.startsWith("AZURE_")
                                ? name
                                : name.toLowerCase(Locale.ROOT).replace('_', '.'))
                        + "` |"));
    }

    @Test
    void allAreOfThisVersion() throws IOException {
        Map<String, JsonNode> all = ClientFiles.all();
        assertThat(List.of(
                        all.get("claude-desktop/manifest.json").at("/version").asText(),
                        all.get("m365-copilot/manifest.json").at("/version").asText(),
                        all.get("mcp-registry/server.json").at("/version").asText(),
                        all.get("copilot-studio/apiDefinition.swagger.json")
                                .at("/info/version")
                                .asText()))
                .containsOnly(ClientFiles.version());
    }

    /** Of static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json, as far as they touch us. */
    @Test
    void theRegistryEntryKeepsTheRulesOfItsSchema() throws IOException {
        JsonNode entry = ClientFiles.all().get("mcp-registry/server.json");
        assertThat(entry.get("$schema").asText())
                .isEqualTo("https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json");
        assertThat(names(entry)).containsExactly("$schema", "name", "title", "description", "version", "remotes");
        assertThat(entry.get("name").asText())
                .matches("[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+")
                .hasSizeBetween(3, 200);
        assertThat(entry.get("title").asText()).hasSizeBetween(1, 100);
        assertThat(entry.get("description").asText()).hasSizeBetween(1, 100);
        assertThat(entry.get("version").asText()).matches("\\d+\\.\\d+\\.\\d+");

        assertThat(entry.get("remotes")).hasSize(1);
        JsonNode remote = entry.get("remotes").get(0);
        assertThat(names(remote)).containsExactly("type", "url", "variables", "headers");
        assertThat(remote.get("type").asText()).isEqualTo("streamable-http");
        assertThat(remote.get("url").asText()).isEqualTo("https://{host}/mcp").matches("https?://\\S+");
        assertThat(names(remote.get("variables"))).containsExactly("host");
        assertThat(names(remote.at("/variables/host"))).isSubsetOf("description", "isRequired", "placeholder");
        assertThat(remote.get("headers")).allSatisfy(header -> {
            assertThat(names(header)).isSubsetOf("name", "description", "isRequired", "isSecret");
            assertThat(header.get("name").asText()).isEqualTo("X-API-Key");
            assertThat(header.get("isSecret").isBoolean()
                            && header.get("isSecret").asBoolean())
                    .isTrue();
        });
    }

    /** Microsoft asks for a full square in colour, and for white on nothing. */
    @Test
    void theIconsAreAsTheirManifestsSay() throws IOException {
        JsonNode icons = ClientFiles.all().get("m365-copilot/manifest.json").get("icons");
        BufferedImage color = icon("../m365-copilot/" + icons.get("color").asText(), 192);
        BufferedImage outline = icon("../m365-copilot/" + icons.get("outline").asText(), 32);
        icon(
                "claude-desktop/"
                        + ClientFiles.all()
                                .get("claude-desktop/manifest.json")
                                .get("icon")
                                .asText(),
                512);
        assertThat(pixels(color)).allMatch(pixel -> pixel >>> 24 == 0xFF);
        assertThat(pixels(outline)).allMatch(pixel -> pixel >>> 24 == 0 || (pixel & 0xFFFFFF) == 0xFFFFFF);
        assertThat(pixels(outline)).anyMatch(pixel -> pixel >>> 24 == 0).anyMatch(pixel -> pixel >>> 24 == 0xFF);
    }

    @Test
    void thePageLeadsToEveryFile() throws IOException {
        String page = ClientFiles.page() + Files.readString(ClientFiles.FOLDER.resolve("README.md"));
        for (String file : ClientFiles.all().keySet()) {
            assertThat(page)
                    .as(file)
                    .containsAnyOf(
                            "(../deploy/clients/" + file + ")",
                            "(../deploy/" + file + ")",
                            "(" + Path.of(file).getParent() + ")",
                            "(../" + Path.of(file).getParent() + ")");
        }
    }

    @Test
    void whatIsCopiedFromThePageSaysTheSameAsTheFiles() throws IOException {
        JsonNode vscode = ClientFiles.servers().get("vscode/local.json");
        String command = ClientFiles.commands().stream()
                .filter(line -> line.startsWith("code --add-mcp "))
                .findFirst()
                .orElseThrow();
        JsonNode added = ClientFiles.parse(command.substring(command.indexOf('\'') + 1, command.lastIndexOf('\'')));
        assertThat(added.get("name").asText()).isEqualTo("filetrail");
        vscode.fields()
                .forEachRemaining(each -> assertThat(added.get(each.getKey())).isEqualTo(each.getValue()));
        assertThat(added.size()).isEqualTo(vscode.size() + 1);

        String link = Pattern.compile("cursor://[^`]*&config=([^`]+)`")
                .matcher(ClientFiles.page())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(ClientFiles.parse(new String(Base64.getDecoder().decode(link), StandardCharsets.UTF_8)))
                .isEqualTo(ClientFiles.servers().get("cursor/local.json"));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static BufferedImage icon(String file, int size) throws IOException {
        BufferedImage image = ImageIO.read(ClientFiles.FOLDER.resolve(file).toFile());
        assertThat(List.of(image.getWidth(), image.getHeight())).as(file).containsExactly(size, size);
        return image;
    }

    private static List<Integer> pixels(BufferedImage image) {
        List<Integer> pixels = new ArrayList<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                pixels.add(image.getRGB(x, y));
            }
        }
        return pixels;
    }
}
