// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.filetrail.simulator.SignIn;
import dev.filetrail.simulator.SimulatorServer;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What stands in {@code docs/connect.md} and {@code deploy/clients}, done with the packaged program and the assistants' own
 * programs and schemas. Claude Code plays those assistants that can't be had here: what it starts or calls is what is in their
 * files.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsIT {

    private static final String LOCAL = "http://localhost:8080/mcp";
    private static final String REMOTE = "https://filetrail.example.com/mcp";

    private final SimulatorServer defender = SimulatorServer.start();
    private Clients clients;
    private ServingProgram local;
    private GuardedProgram remote;
    /** Another that tells clients of its provider under the address that it has here. */
    private ServingProgram signIn;

    private Path bin;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        bin = folder;
        clients = Clients.install();
        local = ServingProgram.start(defender, Map.of());
        remote = GuardedProgram.start(Map.of());
        signIn = ServingProgram.start(
                defender,
                Map.of(
                        "filetrail.access",
                        "oidc",
                        "filetrail.access.issuer",
                        remote.provider().address()));
        executable(bin.resolve("filetrail"));
    }

    @AfterAll
    void stop() throws Exception {
        defender.close();
        if (local != null) {
            local.close();
        }
        if (signIn != null) {
            signIn.close();
        }
        if (remote != null) {
            remote.close();
        }
    }

    /** The program under that name. Who it is at Microsoft it isn't told here: that is for the client to say. */
    private void executable(Path file) throws IOException {
        Map<String, String> simulated = SimulatedDefender.settings(defender);
        String command = String.join(
                " ", Program.command().stream().map(word -> "'" + word + "'").toList());
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                #!/bin/sh
                export AZURE_AUTHORITY_HOST='%s' FILETRAIL_DEFENDER_URL='%s'
                exec %s "$@"
                """.formatted(
                        simulated.get("azure.authority-host"), simulated.get("filetrail.defender.url"), command));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Of somebody who has set what the page tells them to. */
    private Map<String, String> environment() {
        return Map.of(
                "PATH", bin + ":/usr/bin:/bin",
                "AZURE_TENANT_ID", SignIn.TENANT_ID,
                "AZURE_CLIENT_ID", SignIn.CLIENT_ID,
                "AZURE_CLIENT_SECRET", SignIn.CLIENT_SECRET,
                "FILETRAIL_KEY", remote.key());
    }

    /** With the addresses that there are here. */
    private String here(String text) {
        boolean byKey = text.contains("X-API-Key");
        return text.replace(LOCAL, Asker.address(local))
                .replace(REMOTE, Asker.address(byKey ? remote.program() : signIn));
    }

    private static List<String> commandsOfClaude() throws IOException {
        return ClientFiles.commands().stream()
                .filter(line -> line.startsWith("claude mcp add "))
                .toList();
    }

    @Test
    void theReadmesCommandIsThePages() throws IOException {
        assertThat(commandsOfClaude()).hasSize(4);
        assertThat(Files.readString(Path.of("README.md")).lines())
                .contains(commandsOfClaude().get(0));
    }

    @ParameterizedTest
    @MethodSource("commandsOfClaude")
    void claudeCodeConnectsAsItIsTyped(String command, @TempDir Path home) throws Exception {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("CLIENT_ID", "an-id");
        environment.put("HOME", home.toString());
        String typed = here(command).replaceFirst("^claude ", "\"\\$0\" ");
        Program.Run added = clients.shell(home, environment, typed);
        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();

        String state = state(home, environment);
        assertThat(state).contains(command.contains("--client-id") ? "Needs authentication" : "✔ Connected");
        String known = Files.readString(home.resolve(".claude.json"));
        assertThat(known).doesNotContain(SignIn.CLIENT_SECRET, remote.key());
    }

    @ParameterizedTest
    @CsvSource({"local, ✔ Connected", "stdio, ✔ Connected", "key, ✔ Connected", "sign-in, Needs authentication"})
    void claudeCodeConnectsByTheFiles(String way, String expected, @TempDir Path home) throws Exception {
        JsonNode server = ClientFiles.servers().get("claude-code/" + way + ".json");
        assertThat(stateOf(home, server)).contains(expected);
    }

    /** A key is taken from where Claude Code runs, each time: without it nobody comes in. */
    @Test
    void withoutTheKeyNobodyComesIn(@TempDir Path home) throws Exception {
        add(home, ClientFiles.servers().get("claude-code/key.json"));
        Map<String, String> environment = new HashMap<>(environment());
        environment.remove("FILETRAIL_KEY");
        assertThat(state(home, environment)).doesNotContain("Connected").contains("filetrail:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vscode", "cursor"})
    void whatTheEditorsWouldStartOrCallConnects(String client, @TempDir Path home) throws Exception {
        for (String way : List.of("local", "key", "stdio")) {
            JsonNode server = ClientFiles.servers().get(client + "/" + way + ".json");
            String filledIn = server.toString()
                    .replace("${input:filetrail-key}", "${FILETRAIL_KEY}")
                    .replace("${input:filetrail-tenant}", "${AZURE_TENANT_ID}")
                    .replace("${input:filetrail-client}", "${AZURE_CLIENT_ID}")
                    .replace("${input:filetrail-secret}", "${AZURE_CLIENT_SECRET}")
                    .replace("${env:", "${");
            assertThat(filledIn).doesNotContain("${input", "${env");
            Path another = Files.createDirectories(home.resolve(way));
            assertThat(stateOf(another, ClientFiles.parse(filledIn))).as(way).contains("✔ Connected");
        }
    }

    @Test
    void whatClaudeDesktopStartsConnects(@TempDir Path home) throws Exception {
        ObjectNode server = ClientFiles.servers()
                .get("claude-desktop/claude_desktop_config.json")
                .deepCopy();
        server.put("command", bin.resolve("filetrail").toString());
        ObjectNode environment = (ObjectNode) server.get("env");
        environment.put("AZURE_TENANT_ID", SignIn.TENANT_ID).put("AZURE_CLIENT_ID", SignIn.CLIENT_ID);
        environment.remove("AZURE_CLIENT_CERTIFICATE_PATH");
        environment.put("AZURE_CLIENT_SECRET", SignIn.CLIENT_SECRET);
        assertThat(stateOf(home, server)).contains("✔ Connected");
    }

    /** Packed with the official tool, unpacked as Claude Desktop does it, started with what a person fills in. */
    @Test
    void theBundleInstallsAndStarts(@TempDir Path home) throws Exception {
        Path folder = home.resolve("claude-desktop");
        Files.createDirectories(folder);
        for (String file : List.of("manifest.json", "icon.png")) {
            Files.copy(ClientFiles.FOLDER.resolve("claude-desktop").resolve(file), folder.resolve(file));
        }
        executable(folder.resolve("server/filetrail"));
        assertThat(clients.mcpb("validate", folder.resolve("manifest.json").toString()))
                .returns(0, Program.Run::exitCode);
        Path bundle = home.resolve("filetrail.mcpb");
        Program.Run packed = clients.mcpb("pack", folder.toString(), bundle.toString());
        assertThat(packed.exitCode()).as(packed.out() + packed.err()).isZero();
        Path installed = home.resolve("installed");
        assertThat(clients.mcpb("unpack", bundle.toString(), installed.toString()))
                .returns(0, Program.Run::exitCode);

        JsonNode manifest = ClientFiles.read(installed.resolve("manifest.json"));
        String started = manifest.at("/server/mcp_config")
                .toString()
                .replace("${__dirname}", installed.toString())
                .replace("${user_config.tenant_id}", SignIn.TENANT_ID)
                .replace("${user_config.client_id}", SignIn.CLIENT_ID)
                .replace("${user_config.client_secret}", SignIn.CLIENT_SECRET)
                .replace(
                        "${user_config.cloud}",
                        manifest.at("/user_config/cloud/default").asText());
        assertThat(started).doesNotContain("${");
        ObjectNode server = (ObjectNode) ClientFiles.parse(started);
        server.remove("platform_overrides");
        assertThat(stateOf(home, server)).contains("✔ Connected");
    }

    @Test
    void theAgentsManifestsAreAsMicrosoftPublishesThem(@TempDir Path place) throws Exception {
        Path zip = place.resolve("app.zip");
        Program.Run made = Clients.run(
                Path.of("."),
                System.getenv(),
                "deploy/m365-copilot/package.sh",
                "filetrail.contoso.com",
                "NWQ1ZjZiZTg=",
                zip.toString());
        assertThat(made.exitCode()).as(made.err()).isZero();
        List<String> files = new ArrayList<>();
        try (ZipFile app = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : app.stream().map(ZipEntry.class::cast).toList()) {
                files.add(entry.getName());
                Files.copy(app.getInputStream(entry), place.resolve(entry.getName()));
            }
        }
        assertThat(files)
                .containsExactlyInAnyOrder(
                        "ai-plugin.json", "color.png", "declarativeAgent.json", "manifest.json", "outline.png");
        assertHolds("m365", place);

        JsonNode runtime = ClientFiles.read(place.resolve("ai-plugin.json"))
                .get("runtimes")
                .get(0);
        assertThat(runtime.at("/spec/url").asText()).isEqualTo("https://filetrail.contoso.com/mcp");
        assertThat(runtime.at("/auth/reference_id").asText()).isEqualTo("NWQ1ZjZiZTg=");
        assertThat(Files.readString(place.resolve("manifest.json"))).doesNotContain("example.com");
    }

    @ParameterizedTest
    @CsvSource({"https://filetrail.contoso.com/mcp, an-id", "filetrail.contoso.com, 'an id'"})
    void aPackageIsNotMadeOfWhatCantWork(String host, String id, @TempDir Path place) throws Exception {
        Program.Run refused = Clients.run(
                Path.of("."),
                System.getenv(),
                "deploy/m365-copilot/package.sh",
                host,
                id,
                place.resolve("app.zip").toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void theConnectorIsValidOpenApi() throws Exception {
        assertHolds("swagger", ClientFiles.CONNECTOR.resolve("apiDefinition.swagger.json"));
    }

    @Test
    void theEditorsFilesAreAsOthersWriteThem() throws Exception {
        assertHolds("configs", ClientFiles.FOLDER);
    }

    /** Tools are named in words, or by the names that the server lists, and never by others. */
    @Test
    void noFileNamesAToolThatIsNotThere() throws Exception {
        List<String> listed = tools();
        assertThat(listed).isNotEmpty().allMatch(tool -> tool.matches("(get|sweep)_\\w+"));
        Map<String, String> texts = new HashMap<>();
        ClientFiles.all().forEach((file, content) -> texts.put(file, content.toString()));
        texts.put("docs/connect.md", ClientFiles.page());
        texts.forEach((file, text) -> assertThat(Pattern.compile("\\b(?:get|sweep)_[a-z_]+")
                        .matcher(text)
                        .results()
                        .map(named -> named.group()))
                .as(file)
                .isSubsetOf(listed));
        texts.forEach((file, text) -> {
            if (text.contains("\"tools\":[") || text.contains("\"functions\":[{")) {
                assertThat(listed).as(file).allMatch(text::contains);
            }
        });
    }

    private List<String> tools() throws IOException {
        String answer = RestAssured.given()
                .port(local.port())
                .contentType("application/json")
                .accept("application/json, text/event-stream")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{}}")
                .post("/mcp")
                .asString();
        return new ObjectMapper()
                .readTree(answer).at("/result/tools").findValuesAsText("name").stream()
                        .filter(name -> name.contains("_"))
                        .toList();
    }

    private String stateOf(Path home, JsonNode server) throws IOException, InterruptedException {
        add(home, server);
        return state(home, environment());
    }

    private void add(Path home, JsonNode server) throws IOException, InterruptedException {
        Program.Run added =
                clients.claude(home, environment(), "mcp", "add-json", "filetrail", here(server.toString()));
        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
    }

    /** What Claude Code says of its servers, after it has called them. */
    private String state(Path home, Map<String, String> environment) throws IOException, InterruptedException {
        Program.Run listed = clients.claude(home, environment, "mcp", "list");
        assertThat(listed.exitCode()).as(listed.err()).isZero();
        return listed.out();
    }

    private void assertHolds(String what, Path where) throws IOException, InterruptedException {
        Program.Run checked = clients.check(what, where);
        assertThat(checked.exitCode()).as(checked.err()).isZero();
    }
}
