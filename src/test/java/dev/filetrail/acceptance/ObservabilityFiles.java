// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The queries in {@code deploy/observability}. */
final class ObservabilityFiles {

    static final Path PLACE = Path.of("deploy/observability");
    static final Path RULES = PLACE.resolve("prometheus-rules.yaml");

    private static final Path DASHBOARD = PLACE.resolve("grafana-dashboard.json");

    private ObservabilityFiles() {}

    /** The alerts by name. */
    static Map<String, JsonNode> alerts() throws IOException {
        Map<String, JsonNode> alerts = new LinkedHashMap<>();
        for (JsonNode group :
                new ObjectMapper(new YAMLFactory()).readTree(RULES.toFile()).get("groups")) {
            group.get("rules").forEach(rule -> alerts.put(rule.get("alert").asText(), rule));
        }
        return alerts;
    }

    /** The panels of the dashboard that ask something, by title. */
    static Map<String, JsonNode> panels() throws IOException {
        Map<String, JsonNode> panels = new LinkedHashMap<>();
        for (JsonNode panel : new ObjectMapper().readTree(DASHBOARD.toFile()).get("panels")) {
            if (panel.has("targets")) {
                panels.put(panel.get("title").asText() + " #" + panel.get("id").asText(), panel);
            }
        }
        return panels;
    }

    /** Every query, by where it stands; what Grafana puts in is put in. */
    static Map<String, String> queries() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        alerts().forEach((name, rule) -> queries.put(name, rule.get("expr").asText()));
        panels().forEach((title, panel) -> panel.get("targets")
                .forEach(target -> queries.put(
                        title + " " + target.get("refId").asText(),
                        target.get("expr")
                                .asText()
                                .replace("$__rate_interval", "5m")
                                .replace("$instance", ".*"))));
        return queries;
    }
}
