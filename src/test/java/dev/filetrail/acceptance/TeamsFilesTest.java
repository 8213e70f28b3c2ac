// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The app package for Teams: what its published schema asks for, and what people make of it with the script beside it. */
class TeamsFilesTest {

    private static final Path PLACE = Path.of("deploy/teams");
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
    private static final String GUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path work;

    @Test
    void theManifestKeepsToTheRulesOfItsSchema() throws IOException {
        JsonNode manifest = JSON.readTree(PLACE.resolve("manifest.json").toFile());

        assertThat(manifest.path("$schema").asText())
                .endsWith("/v" + manifest.path("manifestVersion").asText() + "/MicrosoftTeams.schema.json");
        assertThat(manifest.fieldNames())
                .toIterable()
                .as("all that its schema asks for, and nothing that it does not know")
                .containsExactlyInAnyOrder(
                        "$schema",
                        "manifestVersion",
                        "version",
                        "id",
                        "developer",
                        "name",
                        "description",
                        "icons",
                        "accentColor",
                        "bots",
                        "validDomains",
                        "webApplicationInfo");
        assertThat(manifest.path("id").asText()).matches(GUID).isNotEqualTo(NOBODY);
        assertThat(manifest.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(manifest.path("validDomains"))
                .extracting(JsonNode::asText)
                .contains("filetrail.example.com")
                .allMatch(domain -> domain.matches("[a-z.]+"));
        assertThat(manifest.path("name").path("short").asText()).hasSizeBetween(1, 30);
        assertThat(manifest.path("name").path("full").asText()).hasSizeBetween(1, 100);
        assertThat(manifest.path("description").path("short").asText()).hasSizeBetween(1, 80);
        assertThat(manifest.path("description").path("full").asText()).hasSizeBetween(1, 4_000);
        assertThat(manifest.path("developer").path("name").asText()).hasSizeBetween(1, 32);
        for (String link : new String[] {"websiteUrl", "privacyUrl", "termsOfUseUrl"}) {
            assertThat(manifest.path("developer").path(link).asText()).startsWith("https://");
        }
        assertThat(manifest.path("accentColor").asText()).matches("#[0-9A-F]{6}");
        assertThat(manifest.path("bots")).hasSize(1);
        JsonNode bot = manifest.path("bots").get(0);
        assertThat(bot.path("scopes")).extracting(JsonNode::asText).containsExactly("personal", "team", "groupChat");
        assertThat(bot.path("botId").asText()).isEqualTo(NOBODY);
        assertThat(manifest.path("webApplicationInfo").path("id").asText()).isEqualTo(NOBODY);
        assertThat(manifest.path("webApplicationInfo").path("resource").asText())
                .as("as filetrail.chat.teams.bot.sso-resource is by default")
                .isEqualTo("api://botid-" + NOBODY);
    }

    @Test
    void theCommandsAreWordsThatTheBotKnows() throws IOException {
        JsonNode commands = JSON.readTree(PLACE.resolve("manifest.json").toFile())
                .path("bots")
                .get(0)
                .path("commandLists")
                .get(0)
                .path("commands");
        assertThat(commands).hasSizeBetween(1, 10);
        assertThat(commands)
                .extracting(command -> command.path("title").asText())
                .containsExactly("machines", "file", "alerts", "help");
        assertThat(commands)
                .allSatisfy(command ->
                        assertThat(command.path("description").asText()).hasSizeBetween(1, 128));
    }

    @Test
    void theIconsHaveTheSizesThatTeamsTakes() throws IOException {
        BufferedImage color = ImageIO.read(PLACE.resolve("color.png").toFile());
        assertThat(color.getWidth()).isEqualTo(192);
        assertThat(color.getHeight()).isEqualTo(192);
        BufferedImage outline = ImageIO.read(PLACE.resolve("outline.png").toFile());
        assertThat(outline.getWidth()).isEqualTo(32);
        assertThat(outline.getHeight()).isEqualTo(32);
        assertThat(outline.getRGB(0, 0) >>> 24).as("transparent").isZero();
    }

    @Test
    void theScriptMakesAPackageForOneBot() throws IOException, InterruptedException {
        String app = "11111111-2222-4333-8444-555555555555";
        Path zip = work.resolve("teams.zip");

        assertThat(script("teams.example.org", app, zip.toString())).isZero();

        Set<String> names = new HashSet<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            file.stream().map(ZipEntry::getName).forEach(names::add);
            JsonNode manifest = JSON.readTree(file.getInputStream(file.getEntry("manifest.json")));
            assertThat(manifest.path("bots").get(0).path("botId").asText()).isEqualTo(app);
            assertThat(manifest.path("webApplicationInfo").path("resource").asText())
                    .isEqualTo("api://botid-" + app);
            assertThat(manifest.toString()).contains("teams.example.org").doesNotContain("example.com", NOBODY);
        }
        assertThat(names).containsExactlyInAnyOrder("manifest.json", "color.png", "outline.png");
    }

    @Test
    void theScriptTakesNoAddressForAHost() throws IOException, InterruptedException {
        Path zip = work.resolve("teams.zip");
        assertThat(script("https://teams.example.org/", NOBODY, zip.toString())).isEqualTo(2);
        assertThat(script("teams.example.org", "mine", zip.toString())).isEqualTo(2);
        assertThat(Files.exists(zip)).isFalse();
    }

    /** The realpath of macOS knows no option that takes a file which is not there yet. */
    @ParameterizedTest
    @ValueSource(strings = {"teams", "m365-copilot"})
    void theScriptsMakeAPackageOnMacOsToo(String folder) throws IOException, InterruptedException {
        Path programs = Files.createDirectory(work.resolve("programs"));
        Path realpath = Files.writeString(programs.resolve("realpath"), "#!/bin/sh\nexit 1\n");
        assertThat(realpath.toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        Path.of("deploy", folder, "package.sh").toAbsolutePath().toString(),
                        "teams.example.org",
                        NOBODY,
                        "mine.zip")
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);

        assertThat(builder.start().waitFor()).isZero();
        assertThat(work.resolve("mine.zip")).exists();
    }

    private static int script(String... args) throws IOException, InterruptedException {
        String[] command = new String[args.length + 2];
        command[0] = "bash";
        command[1] = PLACE.resolve("package.sh").toString();
        System.arraycopy(args, 0, command, 2, args.length);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
