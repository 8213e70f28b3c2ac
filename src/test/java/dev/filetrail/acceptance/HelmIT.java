// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart says what the overlays of {@code deploy/kubernetes} say, which {@link KubernetesIT} looks at; and takes no nonsense. */
@Tag("long")
class HelmIT {

    private static final String CHART =
            Path.of("deploy/helm/filetrail").toAbsolutePath().toString();

    /** Labels by which Helm and Kustomize tell what is theirs. */
    private static final Set<String> OWN = Set.of(
            "app.kubernetes.io/name",
            "app.kubernetes.io/instance",
            "app.kubernetes.io/part-of",
            "app.kubernetes.io/managed-by",
            "helm.sh/chart");

    @BeforeAll
    static void install() throws Exception {
        KubernetesPrograms.install();
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replicated", "workload-identity"})
    void saysWhatTheOverlaySays(String overlay) throws Exception {
        List<JsonNode> chart = rendered("filetrail", "filetrail", values(overlay));
        for (JsonNode each : chart) {
            KubernetesFields.check(each);
        }

        assertThat(comparable(chart))
                .isEqualTo(comparable(KubernetesPrograms.kustomize(Path.of("deploy/kubernetes", overlay))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replicated", "workload-identity"})
    void hasNothingThatHelmFindsFaultWith(String overlay) throws Exception {
        Program.Run lint =
                KubernetesPrograms.helm(Stream.concat(Stream.of("lint", "--strict", CHART), Stream.of(values(overlay)))
                        .toArray(String[]::new));

        assertThat(lint.exitCode()).as(lint.out() + lint.err()).isZero();
        assertThat(lint.out()).contains("1 chart(s) linted, 0 chart(s) failed");
    }

    /** Two of them may stand in one namespace. */
    @Test
    void hasTheNameOfTheReleaseThroughout() throws Exception {
        List<JsonNode> objects = rendered("other", "security", values("replicated"));

        assertThat(objects).hasSize(11);
        for (JsonNode each : objects) {
            assertThat(each.at("/metadata/name").asText()).startsWith("other");
            assertThat(each.at("/metadata/namespace").asText()).isEqualTo("security");
            each.findValues("matchLabels").stream()
                    .filter(labels -> labels.has("app.kubernetes.io/component"))
                    .forEach(labels -> assertThat(
                                    labels.path("app.kubernetes.io/instance").asText())
                            .isEqualTo("other"));
        }
        JsonNode deployment = object(objects, "Deployment", "other");
        assertThat(deployment.findValuesAsText("serviceAccountName")).containsExactly("other");
        List<String> names =
                deployment.at("/spec/template/spec/containers/0/env").findValuesAsText("name");
        assertThat(names.indexOf("STORE_PASSWORD"))
                .as("what another variable is made of stands before it")
                .isBetween(0, names.indexOf("FILETRAIL_BUDGET_STORE") - 1);
        assertThat(object(objects, "ScaledObject", "other")
                        .at("/spec/triggers/0/metadata/query")
                        .asText())
                .as("the questions of this release and no other, however often they are scraped")
                .isEqualTo("sum(filetrail_questions_in_flight"
                        + "{job=\"filetrail\",namespace=\"security\",pod=~\"other-[0-9a-z]+-[0-9a-z]+\"})");
    }

    /** A store of the platform's, and what a chart can't know of: secrets that are there already, and files. */
    @Test
    void takesAStoreVariablesAndFilesOfTheirOwn() throws Exception {
        List<JsonNode> objects = rendered(
                "filetrail",
                "filetrail",
                "-f",
                CHART + "/values-replicated.yaml",
                "--set",
                "replicated.valkey=false,replicated.monitorLabels.release=prometheus",
                "--set-json",
                "env=[{\"name\":\"FILETRAIL_BUDGET_STORE\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"store\",\"key\":\"url\"}}}]",
                "--set-json",
                "volumes=[{\"name\":\"keys\",\"secret\":{\"secretName\":\"filetrail-keys\"}}]",
                "--set-json",
                "mounts=[{\"name\":\"keys\",\"mountPath\":\"/etc/filetrail\",\"readOnly\":true}]");
        for (JsonNode each : objects) {
            KubernetesFields.check(each);
            assertThat(each.at("/metadata/name").asText()).doesNotContain("valkey");
        }
        JsonNode pod = object(objects, "Deployment", "filetrail").at("/spec/template/spec");

        assertThat(pod.at("/containers/0/env").findValuesAsText("name"))
                .containsOnlyOnce("FILETRAIL_BUDGET_STORE")
                .doesNotContain("STORE_PASSWORD");
        assertThat(pod.at("/volumes/0/secret/secretName").asText()).isEqualTo("filetrail-keys");
        assertThat(pod.at("/containers/0/volumeMounts/0/mountPath").asText()).isEqualTo("/etc/filetrail");
        assertThat(object(objects, "PodMonitor", "filetrail")
                        .at("/metadata/labels/release")
                        .asText())
                .isEqualTo("prometheus");
    }

    /** A registry that asks who reads, and a cluster that says where a pod may run. */
    @Test
    void takesWhatAPodNeedsOfItsCluster() throws Exception {
        List<JsonNode> objects = rendered(
                "filetrail",
                "filetrail",
                "--set",
                "pod.priorityClassName=high,pod.nodeSelector.disk=ssd,pod.imagePullSecrets[0].name=registry",
                "--set-json",
                "pod.tolerations=[{\"key\":\"security\",\"operator\":\"Exists\"}]");
        for (JsonNode each : objects) {
            KubernetesFields.check(each);
        }
        JsonNode pod = object(objects, "Deployment", "filetrail").at("/spec/template/spec");

        assertThat(pod.at("/imagePullSecrets/0/name").asText()).isEqualTo("registry");
        assertThat(pod.at("/nodeSelector/disk").asText()).isEqualTo("ssd");
        assertThat(pod.at("/tolerations/0/key").asText()).isEqualTo("security");
        assertThat(pod.path("priorityClassName").asText()).isEqualTo("high");
    }

    /** A pod that names a secret which nobody made does not start. */
    @Test
    void asksForNoClientSecretOfWhoSignsInWithACertificate() throws Exception {
        List<JsonNode> objects = rendered(
                "filetrail",
                "filetrail",
                "--set",
                "signIn.secret=,settings.AZURE_CLIENT_CERTIFICATE_PATH=/etc/filetrail/tls.pem",
                "--set-json",
                "volumes=[{\"name\":\"certificate\",\"secret\":{\"secretName\":\"certificate\"}}]",
                "--set-json",
                "mounts=[{\"name\":\"certificate\",\"mountPath\":\"/etc/filetrail\",\"readOnly\":true}]");
        for (JsonNode each : objects) {
            KubernetesFields.check(each);
        }

        assertThat(object(objects, "Deployment", "filetrail").findValuesAsText("secretKeyRef"))
                .isEmpty();
    }

    @Test
    void restartsThePodsWhenASettingIsAnother() throws Exception {
        String[] other = {"--set", "settings.FILETRAIL_REMEMBER=10m"};
        JsonNode before = object(rendered("filetrail", "filetrail"), "Deployment", "filetrail");
        JsonNode after = object(rendered("filetrail", "filetrail", other), "Deployment", "filetrail");

        assertThat(before.at("/spec/template/metadata/annotations/checksum~1settings")
                        .asText())
                .hasSize(64)
                .isNotEqualTo(after.at("/spec/template/metadata/annotations/checksum~1settings")
                        .asText());
    }

    @ParameterizedTest
    @CsvSource({
        "settings.AZURE_CLIENT_SECRET=x,                  AZURE_CLIENT_SECRET",
        "settings.filetrail\\.access=loopback,             filetrail.access",
        "replicas=3,                                      replicas",
        "replicated.most=1,                               /replicated/most",
        "signIn.workloadIdentity=me,                      /signIn/workloadIdentity",
        "settings.AZURE_TENANT_ID=null,                   AZURE_TENANT_ID",
        "pod.hostNetwork=true,                            hostNetwork",
        "settings.OTEL_EXPORTER_OTLP_HEADERS=key=x,        OTEL_EXPORTER_OTLP_HEADERS",
        "settings.IDENTITY_HEADER=x,                      IDENTITY_HEADER",
        "settings.FILETRAIL_BUDGET_STORE=redis://:x@store, /settings/FILETRAIL_BUDGET_STORE",
        "'replicated.enabled=true,replicated.least=9',    replicated.least",
        "'replicated.enabled=true,replicated.valkey=false', FILETRAIL_BUDGET_STORE",
    })
    void refusesWhatCanNotBeMeant(String value, String named) throws Exception {
        Program.Run run = KubernetesPrograms.helm("template", "filetrail", CHART, "--set", value);

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains(named);
    }

    private static String[] values(String overlay) {
        return overlay.equals("single") ? new String[0] : new String[] {"-f", CHART + "/values-" + overlay + ".yaml"};
    }

    private static List<JsonNode> rendered(String release, String namespace, String... more) throws Exception {
        return KubernetesPrograms.objects(KubernetesPrograms.helm(
                Stream.concat(Stream.of("template", release, CHART, "-n", namespace), Stream.of(more))
                        .toArray(String[]::new)));
    }

    private static JsonNode object(List<JsonNode> objects, String kind, String name) {
        return objects.stream()
                .filter(each -> each.path("kind").asText().equals(kind)
                        && each.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** By kind and name, without what each has a way of its own for: labels, the namespace itself, a new name for other settings. */
    private static Map<String, JsonNode> comparable(List<JsonNode> objects) {
        Map<String, JsonNode> comparable = new TreeMap<>();
        for (JsonNode each : objects) {
            if (!each.path("kind").asText().equals("Namespace")) {
                JsonNode copy = each.deepCopy();
                strip(copy);
                comparable.put(
                        copy.path("kind").asText() + " "
                                + copy.at("/metadata/name").asText(),
                        copy);
            }
        }
        return comparable;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OWN);
            object.remove("checksum/settings");
            if (object.path("name").asText().matches("filetrail-[a-z0-9]{10}")) {
                object.put("name", "filetrail");
            }
            if (object.get("env") instanceof ArrayNode env) {
                List<JsonNode> sorted = StreamSupport.stream(env.spliterator(), false)
                        .sorted(Comparator.comparing(each -> each.path("name").asText()))
                        .toList();
                env.removeAll().addAll(sorted);
            }
            for (String labels : List.of("labels", "annotations")) {
                if (object.get(labels) instanceof ObjectNode some) {
                    strip(some);
                    if (some.isEmpty()) {
                        object.remove(labels);
                    }
                }
            }
        }
        new ArrayList<>(StreamSupport.stream(node.spliterator(), false).toList()).forEach(HelmIT::strip);
    }
}
