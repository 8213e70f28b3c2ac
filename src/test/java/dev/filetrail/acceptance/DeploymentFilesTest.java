// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code deploy} and the release say of FileTrail is true, as far as reading them tells. */
class DeploymentFilesTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path CONTAINER = Path.of("deploy/container");
    private static final Path KUBERNETES = Path.of("deploy/kubernetes");
    private static final Path BICEP = Path.of("deploy/azure-container-apps/main.bicep");

    @Test
    void bothImagesOfTheExecutableEndAlike() throws Exception {
        assertThat(ending("Containerfile")).isEqualTo(ending("Containerfile.native"));
        assertThat(ending("Containerfile.native"))
                .contains("USER 65532:65532", "[\"/usr/local/bin/filetrail\", \"doctor\", \"--live\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Containerfile", "Containerfile.native", "Containerfile.jvm", "Containerfile.trial"})
    void everyBaseIsPinned(String file) throws Exception {
        String text = Files.readString(CONTAINER.resolve(file));
        List<String> bases = matches(text, "(?m)^FROM ([^$\\s]+) AS (?:base|jdk|builder)$");
        assertThat(bases).isNotEmpty().allMatch(base -> base.matches("[a-z/.-]+:(?!latest)[\\w.-]*\\d[\\w.-]*"));
        assertThat(matches(text, "(?m)^ARG (?:BASE|JDK|BUILDER)=(\\S+)$"))
                .as("an argument stands for the stage that names its tag where the dependency updater reads it")
                .hasSameSizeAs(bases)
                .allMatch(stage -> text.contains(" AS " + stage + "\n"));
    }

    @Test
    void onlyTheTrialHoldsTheSimulatedTenant() throws Exception {
        JsonNode services =
                YAML.readTree(CONTAINER.resolve("compose.yaml").toFile()).path("services");
        JsonNode trial = YAML.readTree(CONTAINER.resolve("compose.trial.yaml").toFile());

        assertThat(trial.at("/services/trial/image").asText()).isEqualTo("filetrail-trial-simulated");
        assertThat(trial.findValues("env_file"))
                .as(
                        "what it needs is in a clone; before 2.34 Compose wants the files of services that it doesn't start, too")
                .isEmpty();
        assertThat(services.at("/filetrail/build/dockerfile").asText()).endsWith("Containerfile.native");
        for (String file : List.of("Containerfile", "Containerfile.native", "Containerfile.jvm")) {
            assertThat(Files.readString(CONTAINER.resolve(file))).doesNotContain("trial", "simulat");
        }
        assertThat(Path.of("src/main/resources/application-trial.properties")).doesNotExist();
    }

    @Test
    void composeRunsThemWithoutRights() throws Exception {
        JsonNode compose = YAML.readTree(CONTAINER.resolve("compose.yaml").toFile());

        JsonNode trial = YAML.readTree(CONTAINER.resolve("compose.trial.yaml").toFile());
        List<JsonNode> all = Stream.concat(stream(compose.path("services")), stream(trial.path("services")))
                .toList();

        assertThat(all).hasSize(3).allSatisfy(service -> {
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
            assertThat(service.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
            assertThat(service.path("mem_limit").asText()).isNotEmpty();
            assertThat(service.path("ports")).allMatch(port -> port.asText().startsWith("127.0.0.1:"));
        });
        assertThat(ConfigurationPage.variables())
                .containsAll(() -> compose.at("/services/filetrail/environment").fieldNames());
        assertThat(Files.readString(KUBERNETES.resolve("replicated/valkey.yaml")))
                .as("the same store everywhere")
                .contains("image: " + compose.at("/services/valkey/image").asText() + "\n");
    }

    /** Each pod without a store has Defender's limits for itself. */
    @Test
    void whatScalesToZeroHasOnePodAtTheMost() throws Exception {
        JsonNode knative = YAML.readTree(
                KUBERNETES.resolve("scale-to-zero/knative-service.yaml").toFile());
        JsonNode keda = YAML.readTree(
                KUBERNETES.resolve("scale-to-zero/http-scaled-object.yaml").toFile());

        assertThat(knative.at("/spec/template/metadata/annotations/autoscaling.knative.dev~1max-scale")
                        .asText())
                .isEqualTo("1");
        assertThat(keda.at("/spec/replicas/max").asInt()).isEqualTo(1);
    }

    /** Entra takes a scope without its address for one of another resource. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubernetes/base/filetrail.env",
                "helm/filetrail/values.yaml",
                "azure-container-apps/main.bicep",
                "container/README.md"
            })
    void clientsAreToldTheWholeNameOfTheScope(String file) throws Exception {
        String text = Files.readString(Path.of("deploy", file));

        assertThat(text).contains("FILETRAIL_ACCESS_AUDIENCE");
        assertThat(matches(text, "FILETRAIL_ACCESS_SCOPE(?:=|: |', value: ')(\\S+?)[' ]?(?:\\s|$)"))
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .matches("api://[\\w${}-]+/Machines\\.Read");
    }

    @Test
    void allAreOfThisVersion() throws Exception {
        String version = ClientFiles.version();

        for (String file :
                List.of("Containerfile", "Containerfile.native", "Containerfile.jvm", "Containerfile.trial")) {
            assertThat(matches(Files.readString(CONTAINER.resolve(file)), "(?m)^ARG VERSION=(\\S+)$"))
                    .as(file)
                    .containsOnly(version);
        }
        JsonNode chart =
                YAML.readTree(Path.of("deploy/helm/filetrail/Chart.yaml").toFile());
        assertThat(chart.path("version").asText()).isEqualTo(version);
        assertThat(chart.path("appVersion").asText()).isEqualTo(version);
        JsonNode base =
                YAML.readTree(KUBERNETES.resolve("base/kustomization.yaml").toFile());
        assertThat(base.at("/images/0/newTag").asText()).isEqualTo(version);
        assertThat(Files.readString(KUBERNETES.resolve("scale-to-zero/knative-service.yaml")))
                .contains("/filetrail:" + version + "\n");
        assertThat(new ObjectMapper()
                        .readTree(Path.of("deploy/teams/manifest.json").toFile())
                        .path("version")
                        .asText())
                .isEqualTo(version);
    }

    /** npm takes {@code packed/x.tgz} for a repository on GitHub. */
    @ParameterizedTest
    @ValueSource(strings = {".github/workflows/release.yml", "deploy/npm/README.md"})
    void npmIsToldThatAFileIsOne(String file) throws Exception {
        List<String> files = matches(Files.readString(Path.of(file)), "([^\\s\"`]+\\.tgz)");

        assertThat(files).isNotEmpty().allMatch(each -> each.startsWith("./"));
    }

    @Test
    void theTemplateForAzureIsTrueAndHasNoSecret() throws Exception {
        String bicep = Files.readString(BICEP);

        assertThat(matches(bicep, "\\{ name: '([A-Z_]+)'"))
                .hasSizeGreaterThan(5)
                .isSubsetOf(ConfigurationPage.variables());
        assertThat(bicep.toLowerCase(Locale.ROOT)).doesNotContain("secretref", "listkeys", "@secure", "client_secret");
        assertThat(matches(bicep, "path: '([^']+)', port: 9000"))
                .containsExactly("/q/health/started", "/q/health/ready", "/q/health/live");
        assertThat(bicep).contains("targetPort: 8080", "minReplicas: 0", "'UserAssigned'", "value: 'managed'");
        assertThat(closes(bicep)).isTrue();
        assertThat(closes(bicep + "{")).isFalse();
        assertThat(matches(bicep, "(?m)^(?:param|var|resource|output) (\\w+)")).doesNotHaveDuplicates();
    }

    /** A government's cloud has hosts of its own for everything: a sign-in there is of no use to another's Defender. */
    @Test
    void theTemplateForAzureIsForEveryCloud() throws Exception {
        String bicep = Files.readString(BICEP);
        String clouds = Files.readAllLines(Path.of("docs/reference/configuration.md")).stream()
                .filter(line -> line.startsWith("| `filetrail.cloud` |"))
                .findFirst()
                .orElseThrow();

        assertThat(matches(bicep, "(?s)@allowed\\(\\[([^]]+)]\\)\\s+param cloud string"))
                .singleElement()
                .extracting(allowed -> matches(allowed, "'([^']+)'"))
                .isEqualTo(matches(clouds.substring(clouds.indexOf(':')), "`([a-z-]+)`"));
        assertThat(bicep).contains("{ name: 'FILETRAIL_CLOUD', value: cloud }").doesNotContain("}.azurecr.io");
    }

    /** A whole commit of 40 digits, or a whole version that the dependency updater turns into the next. */
    @Test
    void everyActionOfTheReleaseIsPinned() throws Exception {
        JsonNode release =
                YAML.readTree(Path.of(".github/workflows/release.yml").toFile());

        assertThat(release.path("permissions"))
                .as("nothing is allowed but what a job says")
                .isEmpty();
        assertThat(release.path("jobs")).hasSize(5).allSatisfy(job -> {
            assertThat(job.path("permissions").isObject()).isTrue();
            assertThat(job.path("timeout-minutes").isInt()).isTrue();
        });
        assertThat(stream(release.path("jobs")).flatMap(job -> stream(job.path("steps"))))
                .filteredOn(step -> step.has("uses"))
                .hasSizeGreaterThan(10)
                .allMatch(step -> step.path("uses").asText().matches("[\\w./-]+@([0-9a-f]{40}|v\\d+\\.\\d+\\.\\d+)"));
        assertThat(stream(release.path("jobs")).flatMap(job -> stream(job.path("steps"))))
                .as("what somebody could choose, such as the name of a tag, is never made part of a script")
                .noneMatch(step -> step.path("run").asText().contains("${{ github."));
    }

    /** By which a registry, a scanner or an updater finds the source and what has changed; the project itself knows no address. */
    @Test
    void theReleasedImageNamesItsSource() throws Exception {
        JsonNode release =
                YAML.readTree(Path.of(".github/workflows/release.yml").toFile());

        assertThat(stream(release.at("/jobs/image/steps"))
                        .map(step -> step.path("run").asText()))
                .filteredOn(run -> run.contains("buildx build"))
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("--label \"org.opencontainers.image.source=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY\"");
    }

    /** Else running all jobs again would put another image and other executables under a version that people have pinned. */
    @Test
    void aReleaseIsMadeOnce() throws Exception {
        JsonNode release =
                YAML.readTree(Path.of(".github/workflows/release.yml").toFile());

        assertThat(stream(release.at("/jobs/verify/steps")))
                .filteredOn(step -> step.path("run").asText().contains("gh release view \"$GITHUB_REF_NAME\""))
                .as("before anything is built")
                .singleElement()
                .satisfies(step -> assertThat(step.at("/env/GH_TOKEN").asText()).isEqualTo("${{ github.token }}"));
        assertThat(stream(release.path("jobs")).filter(job -> !job.has("needs")))
                .as("every other job waits for it")
                .hasSize(1);
    }

    /** A signature that nobody can check is none. */
    @Test
    void whoeverDownloadsAReleaseIsToldHowToCheckIt() throws Exception {
        Path workflow = Path.of(".github/workflows/release.yml");
        JsonNode release = YAML.readTree(workflow.toFile());
        String page = Files.readString(Path.of("docs/how-to/check-a-release.md"));

        assertThat(stream(release.at("/jobs/executable/strategy/matrix/include"))
                        .map(each -> "filetrail-" + each.path("system").asText()
                                + each.path("ending").asText()))
                .hasSize(4)
                .allMatch(page::contains);
        String signing = stream(release.at("/jobs/release/steps"))
                .map(step -> step.path("run").asText())
                .filter(run -> run.contains("cosign sign-blob"))
                .findFirst()
                .orElseThrow();
        assertThat(matches(signing, "(?:>|--bundle )(SHA256SUMS\\S*)"))
                .hasSize(2)
                .allMatch(page::contains);
        assertThat(List.of(signing, page))
                .as("the format that every client of Sigstore reads")
                .allMatch(text -> text.contains("--new-bundle-format"));
        assertThat(page)
                .contains(workflow + "@refs/tags/v1.2.3", "https://token.actions.githubusercontent.com")
                .contains("cosign verify ghcr.io/OWNER/REPO:1.2.3", "gh attestation verify");
        assertThat(release.at("/env/IMAGE").asText()).isEqualTo("ghcr.io/${{ github.repository }}");
    }

    @Test
    void theLauncherKnowsTheExecutablesOfTheRelease() throws Exception {
        JsonNode release =
                YAML.readTree(Path.of(".github/workflows/release.yml").toFile());
        JsonNode launcher =
                new ObjectMapper().readTree(Path.of("deploy/npm/package.json").toFile());

        List<String> released = stream(release.at("/jobs/executable/strategy/matrix/include"))
                .map(each -> "@filetrail/" + each.path("system").asText())
                .toList();
        assertThat(launcher.path("optionalDependencies").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(released);
        assertThat(launcher.path("optionalDependencies")).allMatch(version -> version.equals(launcher.path("version")));
        assertThat(launcher.path("version").asText()).isEqualTo(ClientFiles.version());
    }

    private static String ending(String file) throws IOException {
        String text = Files.readString(CONTAINER.resolve(file));
        return text.substring(text.indexOf("# What ldd names of it"));
    }

    private static List<String> matches(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false);
    }

    /** Whether every bracket outside of comments is closed by its like. */
    private static boolean closes(String bicep) {
        Map<Character, Character> closing = Map.of('}', '{', ']', '[', ')', '(');
        Deque<Character> open = new ArrayDeque<>();
        for (char each : bicep.replaceAll("(?m)(^|\\s)//.*$", "").toCharArray()) {
            if (closing.containsValue(each)) {
                open.push(each);
            } else if (closing.containsKey(each)
                    && (open.isEmpty() || !open.pop().equals(closing.get(each)))) {
                return false;
            }
        }
        return open.isEmpty();
    }
}
