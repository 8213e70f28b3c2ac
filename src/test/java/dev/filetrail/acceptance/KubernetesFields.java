// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields that Kubernetes knows. */
final class KubernetesFields {

    /** Knows the fields of the models and no others: their own way out for unknown ones is shut. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated a) {
                    return false;
                }
            });

    private static final Map<String, Class<?>> KINDS = Map.of(
            "v1/Namespace", Namespace.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "v1/ConfigMap", ConfigMap.class,
            "v1/Service", io.fabric8.kubernetes.api.model.Service.class,
            "apps/v1/Deployment", Deployment.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
            "serving.knative.dev/v1/Service", Service.class);

    /** Of kinds that have no model here: the fields that their documentation has and we use, by path. */
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "keda.sh/v1alpha1/ScaledObject",
            Set.of("scaleTargetRef", "minReplicaCount", "maxReplicaCount", "fallback", "advanced", "triggers"),
            "http.keda.sh/v1alpha1/HTTPScaledObject",
            Set.of("hosts", "scaleTargetRef", "replicas", "scaledownPeriod", "scalingMetric", "timeouts"),
            "monitoring.coreos.com/v1/PodMonitor",
            Set.of("jobLabel", "selector", "podMetricsEndpoints"));

    private KubernetesFields() {}

    /** Fails when an object has a field that Kubernetes doesn't know. */
    static void check(JsonNode each) throws IOException {
        String kind = each.path("apiVersion").asText() + "/" + each.path("kind").asText();
        if (FIELDS.containsKey(kind)) {
            List<String> names = new ArrayList<>();
            each.path("spec").fieldNames().forEachRemaining(names::add);
            assertThat(FIELDS.get(kind)).as(kind).containsAll(names);
            return;
        }
        assertThat(KINDS).containsKey(kind);
        STRICT.treeToValue(each, KINDS.get(kind));
    }
}
