// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.access.AccessConfig;
import dev.filetrail.access.AuditConfig;
import dev.filetrail.access.GateConfig;
import dev.filetrail.budget.BudgetConfig;
import dev.filetrail.chat.teams.BotConfig;
import dev.filetrail.chat.teams.TeamsConfig;
import dev.filetrail.chat.teams.WebhookConfig;
import dev.filetrail.defender.DefenderConfig;
import dev.filetrail.defender.identity.AzureConfig;
import dev.filetrail.defender.identity.IdentityConfig;
import dev.filetrail.trail.TrailConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation says of the program, held against the program. */
class DocumentationTest {

    private static final Path DOCS = Path.of("docs");
    private static final Path README = Path.of("README.md");
    /** The page, and the heading on it. */
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(#[^)]*)?\\)");

    private static final Pattern SET_BY_HAND = Pattern.compile("<a id=\"([^\"]+)\">");
    /** In which a comment begins as a heading does. */
    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$");

    @Test
    void listsEveryPropertyWithItsDefault() throws IOException {
        List<String> lines = Files.readAllLines(DOCS.resolve("reference/configuration.md"));
        Map<String, String> properties = new TreeMap<>();
        for (Class<?> config : List.of(
                AccessConfig.class,
                AuditConfig.class,
                BotConfig.class,
                BudgetConfig.class,
                DefenderConfig.class,
                GateConfig.class,
                IdentityConfig.class,
                TeamsConfig.class,
                TrailConfig.class,
                WebhookConfig.class)) {
            collect(config.getAnnotation(ConfigMapping.class).prefix(), config, properties);
        }
        assertThat(properties).hasSizeGreaterThan(8);
        properties.forEach((name, value) -> assertThat(lines)
                .as(name)
                .anyMatch(line -> line.startsWith("| `" + name + "` | ")
                        && (value == null || line.replace("`", "").contains("| " + value + " |"))));
        Arrays.stream(AzureConfig.class.getMethods())
                .map(method ->
                        "AZURE_" + dashed(method.getName()).replace('-', '_').toUpperCase(Locale.ROOT))
                .forEach(name -> assertThat(lines).as(name).anyMatch(line -> line.startsWith("| `" + name + "` | ")));
    }

    @Test
    void namesNoTestInTheThreatModelThatIsNotThere() throws IOException {
        List<String> named = Pattern.compile("`([A-Z]\\w+(?:IT|Test))`")
                .matcher(Files.readString(DOCS.resolve("security.md")))
                .results()
                .map(each -> each.group(1) + ".java")
                .distinct()
                .toList();
        assertThat(named).hasSizeGreaterThan(20);
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            assertThat(tests.map(path -> path.getFileName().toString())).containsAll(named);
        }
    }

    /** That they hold is shown with smaller ones, by BoundsIT. */
    @Test
    void shipsTheBoundsOfConnectionsThatTheThreatModelNames() throws IOException {
        Properties shipped = new Properties();
        try (Reader properties = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            shipped.load(properties);
        }
        assertThat(shipped)
                .containsEntry("quarkus.http.limits.max-connections", "2000")
                .containsEntry("quarkus.http.idle-timeout", "90s");
    }

    private static void collect(String prefix, Class<?> config, Map<String, String> into) {
        for (Method method : config.getMethods()) {
            String name = prefix + "." + dashed(method.getName());
            if (config.equals(method.getReturnType().getEnclosingClass())) {
                collect(name, method.getReturnType(), into);
            } else {
                WithDefault value = method.getAnnotation(WithDefault.class);
                into.put(name, value == null ? null : value.value());
            }
        }
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** With {@code -Dsnapshots.write} it writes the page instead. */
    @Test
    void describesTheConfigurationAsItIs() throws IOException {
        Path page = DOCS.resolve("reference/configuration.md");
        String generated = ConfigurationPage.made(Files.readString(page));
        if (System.getProperty("snapshots.write") != null) {
            Files.writeString(page, generated);
        }
        assertThat(Files.readString(page)).isEqualTo(generated);
    }

    /** With {@code -Dsnapshots.write} it writes the page instead. */
    @Test
    void describesTheToolsAsTheyAre() throws IOException {
        Path page = DOCS.resolve("reference/tools.md");
        String generated = toolsPage();
        if (System.getProperty("snapshots.write") != null) {
            Files.writeString(page, generated);
        }
        assertThat(Files.readString(page)).isEqualTo(generated);
    }

    /** With {@code -Dsnapshots.write} it writes the page instead. */
    @Test
    void describesPromptsAndResourcesAsTheyAre() throws IOException {
        Path page = DOCS.resolve("reference/prompts-and-resources.md");
        String generated = OfferPage.text();
        if (System.getProperty("snapshots.write") != null) {
            Files.writeString(page, generated);
        }
        assertThat(Files.readString(page)).isEqualTo(generated);
    }

    private static String toolsPage() throws IOException {
        ObjectMapper json = new ObjectMapper();
        StringBuilder page = new StringBuilder("# Tools\n\nMade from the published schemas by a test; change those.\n");
        for (String tool : List.of(
                "get_machines_for_file_hash",
                "sweep_file_hashes",
                "get_file_profile",
                "get_file_alerts",
                "get_machine")) {
            append(json.readTree(Files.readString(Path.of("src/test/resources/snapshots/" + tool + ".json"))), page);
        }
        return page.toString();
    }

    private static void append(JsonNode tool, StringBuilder page) {
        ObjectMapper json = new ObjectMapper();
        page.append("\n## ").append(tool.get("name").asText()).append("\n\n");
        page.append(tool.get("description").asText()).append("\n\n");
        page.append("| argument | type | meaning |\n|---|---|---|\n");
        JsonNode input = tool.get("inputSchema");
        List<String> required = json.convertValue(input.get("required"), List.class);
        input.get("properties").fields().forEachRemaining(each -> page.append("| `")
                .append(each.getKey())
                .append("` | ")
                .append(type(each.getValue()))
                .append(required.contains(each.getKey()) ? ", required" : "")
                .append(" | ")
                .append(each.getValue().get("description").asText())
                .append(" |\n"));
        page.append(
                "\nThe structured result. A question mark: may be null.\n\n| property | type | meaning |\n|---|---|---|\n");
        properties("", tool.get("outputSchema"), page);
    }

    private static void properties(String prefix, JsonNode schema, StringBuilder page) {
        schema.get("properties").fields().forEachRemaining(each -> {
            JsonNode type = each.getValue();
            String name = prefix + each.getKey();
            page.append("| `")
                    .append(name)
                    .append("` | ")
                    .append(type(type))
                    .append(" | ")
                    .append(type.get("description").asText())
                    .append(" |\n");
            if (type.has("properties")) {
                properties(name + ".", type, page);
            } else if (type.path("items").has("properties")) {
                properties(name + "[].", type.get("items"), page);
            }
        });
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.get("type");
        String name = type.isArray() ? type.get(0).asText() + "?" : type.asText();
        if (schema.has("enum")) {
            return Stream.iterate(0, i -> i < schema.get("enum").size(), i -> i + 1)
                    .map(i -> "`" + schema.get("enum").get(i).asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        String range = schema.has("minimum") && schema.has("maximum")
                ? " " + schema.get("minimum") + " to " + schema.get("maximum")
                : "";
        return name
                + range
                + (schema.has("default") ? ", default " + schema.get("default").asText() : "");
    }

    @Test
    void linksToPagesAndHeadingsThatAreThere() throws IOException {
        int headings = 0;
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                if (link.group(1).contains("://")) {
                    continue;
                }
                Path target = link.group(1).isEmpty()
                        ? page
                        : page.resolveSibling(link.group(1)).normalize();
                assertThat(target).as("linked from " + page).exists();
                if (link.group(2) != null) {
                    assertThat(anchors(target))
                            .as("linked from " + page + " to " + target)
                            .contains(link.group(2).substring(1));
                    headings++;
                }
            }
        }
        assertThat(headings).isGreaterThan(20);
    }

    /** What somebody is told to set. */
    @Test
    void namesNoSettingThatTheReferenceDoesNotHave() throws IOException {
        Set<String> none = Set.of(
                "FILETRAIL_KEY",
                "FILETRAIL_EXECUTABLE",
                "FILETRAIL_ENV",
                "FILETRAIL_MCPB",
                "FILETRAIL_CDX_JSON",
                "FILETRAIL_EXAMPLE_COM");
        Set<String> known = ConfigurationPage.variables();
        int settings = 0;
        for (Path page : pages()) {
            List<String> named = Stream.concat(
                            names(page, "\\b((?:FILETRAIL|AZURE|OTEL|QUARKUS)_[A-Z0-9_]*[A-Z0-9])\\b"),
                            names(page, "`(filetrail\\.[a-z.-]+[a-z])`"))
                    .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
                    .filter(name -> !none.contains(name))
                    .toList();
            assertThat(named).as(page.toString()).isSubsetOf(known);
            settings += named.size();
        }
        assertThat(settings).isGreaterThan(200);
    }

    /** The file of keys is named before the first of them is made. */
    @Test
    void saysWhereKeysAreKeptBeforeOneIsMade() throws IOException {
        List<String> made = new ArrayList<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            int first = text.indexOf("\nfiletrail key new ");
            if (first >= 0) {
                made.add(page.toString());
                assertThat(text.substring(0, first)).as(page.toString()).contains("FILETRAIL_ACCESS_KEYS=");
            }
        }
        assertThat(made).hasSizeGreaterThan(1);
    }

    private static Stream<String> names(Path page, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(page))
                .results()
                .map(name -> name.group(1));
    }

    /** Every page that somebody reads. */
    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(README, Path.of("CONTRIBUTING.md"), Path.of("SECURITY.md")));
        for (Path folder : List.of(DOCS, Path.of("deploy"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }

    /** Headings become anchors as everywhere: small letters, no punctuation, spaces to hyphens. Others are set by hand. */
    private static List<String> anchors(Path page) throws IOException {
        String text = CODE.matcher(Files.readString(page)).replaceAll("");
        Stream<String> headings = text.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'));
        return Stream.concat(headings, SET_BY_HAND.matcher(text).results().map(each -> each.group(1)))
                .toList();
    }
}
