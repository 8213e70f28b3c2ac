// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code deploy/kubernetes} as a cluster would read it: rendered by kubectl, every field one that Kubernetes knows, and what it says of
 * FileTrail true.
 */
@Tag("long")
class KubernetesIT {

    private static final Path FILES = Path.of("deploy/kubernetes");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @BeforeAll
    static void install() throws Exception {
        KubernetesPrograms.install();
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replicated", "workload-identity"})
    void holdsWhatKubernetesKnows(String overlay) throws Exception {
        List<JsonNode> rendered = rendered(overlay);

        assertThat(rendered).hasSizeGreaterThan(5);
        for (JsonNode each : rendered) {
            KubernetesFields.check(each);
            assertThat(each.path("kind").asText().equals("Namespace")
                            || each.at("/metadata/namespace").asText().equals("filetrail"))
                    .as(each.toString())
                    .isTrue();
        }
    }

    @Test
    void scalesToZeroInFieldsThatExist() throws Exception {
        KubernetesFields.check(YAML.readTree(
                FILES.resolve("scale-to-zero/knative-service.yaml").toFile()));
        KubernetesFields.check(YAML.readTree(
                FILES.resolve("scale-to-zero/http-scaled-object.yaml").toFile()));
    }

    @Test
    void aFieldThatNobodyKnowsIsFound() throws Exception {
        JsonNode policy = rendered("single").stream()
                .filter(each -> each.path("kind").asText().equals("NetworkPolicy"))
                .findFirst()
                .orElseThrow();
        ((com.fasterxml.jackson.databind.node.ObjectNode) policy.at("/spec/egress/0")).put("port", 443);

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> KubernetesFields.check(policy))
                .hasMessageContaining("\"port\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replicated", "workload-identity"})
    void keepsToTheRestrictedStandard(String overlay) throws Exception {
        for (JsonNode deployment : rendered(overlay, "Deployment")) {
            JsonNode pod = deployment.at("/spec/template/spec");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            for (JsonNode container : pod.path("containers")) {
                assertThat(container
                                .at("/securityContext/allowPrivilegeEscalation")
                                .asBoolean(true))
                        .isFalse();
                assertThat(container
                                .at("/securityContext/readOnlyRootFilesystem")
                                .asBoolean())
                        .isTrue();
                assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                        .isEqualTo("ALL");
                assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replicated", "workload-identity"})
    void saysOfFileTrailWhatIsTrue(String overlay) throws Exception {
        JsonNode container = rendered(overlay, "Deployment").stream()
                .filter(each -> each.at("/metadata/name").asText().equals("filetrail"))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/spec/containers/0");
        List<String> names = new ArrayList<>();
        rendered(overlay, "ConfigMap").get(0).path("data").fieldNames().forEachRemaining(names::add);
        container.path("env").forEach(each -> names.add(each.path("name").asText()));

        assertThat(names).contains("FILETRAIL_ACCESS", "AZURE_TENANT_ID");
        names.remove("STORE_PASSWORD");
        assertThat(names).isSubsetOf(ConfigurationPage.variables());
        assertThat(names.contains("AZURE_CLIENT_SECRET"))
                .as("a workload identity has no secret")
                .isNotEqualTo(overlay.equals("workload-identity"));
        assertThat(container.path("ports").findValuesAsText("containerPort")).containsExactly("8080", "9000");
        assertThat(Stream.of("startup", "readiness", "liveness")
                        .map(each ->
                                container.at("/" + each + "Probe/httpGet/path").asText()))
                .containsExactly("/q/health/started", "/q/health/ready", "/q/health/live");
    }

    /** Told to end, a pod is sent nothing more in any case; until then one late answer must not take the only one away. */
    @Test
    void oneLateAnswerOfAProbeTakesNoPodAway() throws Exception {
        JsonNode container = rendered("single", "Deployment").get(0).at("/spec/template/spec/containers/0");

        for (String probe : List.of("readiness", "liveness", "startup")) {
            assertThat(container.at("/" + probe + "Probe/failureThreshold").asInt(3))
                    .as(probe)
                    .isGreaterThanOrEqualTo(3);
        }
    }

    /** Else a wrong setting, with which no replica starts, would keep nodes from being drained. */
    @Test
    void whatIsNotReadyHindersNoDisruption() throws Exception {
        assertThat(rendered("replicated", "PodDisruptionBudget")
                        .get(0)
                        .at("/spec/unhealthyPodEvictionPolicy")
                        .asText())
                .isEqualTo("AlwaysAllow");
        assertThat(rendered("single", "PodDisruptionBudget"))
                .as("of one replica none could go")
                .isEmpty();
    }

    /** Such as the one of its audit log, which is the root user's when the cluster has just made it. */
    @Test
    void mayWriteOnAVolumeThatItIsGiven() throws Exception {
        JsonNode context = rendered("single", "Deployment").get(0).at("/spec/template/spec/securityContext");

        assertThat(context.path("fsGroup").asInt())
                .isEqualTo(context.path("runAsGroup").asInt())
                .isPositive();
    }

    /** Names over TCP too, which long answers need; of the world all that is public, by whichever protocol a cluster has. */
    @Test
    void leadsOutToNamesAndToPublicAddressesOnly() throws Exception {
        JsonNode out = rendered("single", "NetworkPolicy").get(0).at("/spec/egress");

        assertThat(out).hasSize(2);
        assertThat(out.at("/0/ports").findValuesAsText("port")).containsExactly("53", "53");
        assertThat(out.at("/0/ports").findValuesAsText("protocol")).containsExactly("UDP", "TCP");
        assertThat(out.at("/1/ports"))
                .hasSize(1)
                .allMatch(port -> port.path("port").asInt() == 443);
        assertThat(out.at("/1/to").findValuesAsText("cidr")).containsExactly("0.0.0.0/0", "::/0");
        assertThat(StreamSupport.stream(out.at("/1/to").spliterator(), false)
                        .flatMap(to ->
                                StreamSupport.stream(to.at("/ipBlock/except").spliterator(), false))
                        .map(JsonNode::asText))
                .as("private networks, and those of a single link, where the metadata service is")
                .contains("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7", "fe80::/10");
    }

    /** What the autoscaler asks for is a metric that the program keeps. */
    @Test
    void scalesOnAMetricThatExists() throws Exception {
        String query = rendered("replicated", "ScaledObject")
                .get(0)
                .at("/spec/triggers/0/metadata/query")
                .asText();
        var metric = Pattern.compile("filetrail_[a-z_]+").matcher(query);
        assertThat(metric.find()).isTrue();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(each -> each.toString().endsWith(".java")))
                    .anyMatch(each -> read(each).contains("\"" + metric.group().replace('_', '.') + "\""));
        }
    }

    /** Else the autoscaler would know no figure, and take that for nought. */
    @Test
    void prometheusIsToldWhereTheFiguresAre() throws Exception {
        JsonNode monitor = rendered("replicated", "PodMonitor").get(0);
        JsonNode pod = rendered("replicated", "Deployment").stream()
                .filter(each -> each.at("/metadata/name").asText().equals("filetrail"))
                .findFirst()
                .orElseThrow()
                .at("/spec/template");

        monitor.at("/spec/selector/matchLabels").fields().forEachRemaining(label -> assertThat(
                        pod.at("/metadata/labels").path(label.getKey()))
                .isEqualTo(label.getValue()));
        assertThat(pod.at("/metadata/labels")
                        .path(monitor.at("/spec/jobLabel").asText())
                        .asText())
                .as("the job that the alerts ask for")
                .isEqualTo("filetrail");
        assertThat(pod.at("/spec/containers/0/ports").findValuesAsText("name"))
                .contains(monitor.at("/spec/podMetricsEndpoints/0/port").asText());
        assertThat(pod.at("/metadata/annotations").path("prometheus.io/path"))
                .isEqualTo(monitor.at("/spec/podMetricsEndpoints/0/path"));
        assertThat(rendered("replicated", "ScaledObject")
                        .get(0)
                        .at("/spec/triggers/0/metadata/ignoreNullValues")
                        .asText())
                .isEqualTo("false");
    }

    private static List<JsonNode> rendered(String overlay, String kind) throws Exception {
        return rendered(overlay).stream()
                .filter(each -> each.path("kind").asText().equals(kind))
                .toList();
    }

    private static List<JsonNode> rendered(String overlay) throws Exception {
        return KubernetesPrograms.kustomize(FILES.resolve(overlay));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
