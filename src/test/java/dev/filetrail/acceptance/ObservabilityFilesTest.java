// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Dashboard and alerts ask for nothing that FileTrail does not tell: names, labels and their values are those of the page that
 * {@link MetricsTest} holds against the program. That they are PromQL at all, {@link ObservabilityIT} asks Prometheus itself.
 */
class ObservabilityFilesTest {

    private static final Pattern SELECTOR = Pattern.compile("\\b(filetrail_\\w+|up)\\b(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    /** Whatever a metric is called, Prometheus itself tells where it is from. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    @Test
    void queriesNameOnlyMetricsThatThereAre() throws IOException {
        Map<String, Set<String>> names = MetricsPage.names();
        assertThat(names).containsKey("filetrail_question_seconds_bucket").hasSizeGreaterThan(20);
        ObservabilityFiles.queries().forEach((where, query) -> {
            Set<String> asked = new HashSet<>();
            Matcher selector = SELECTOR.matcher(query);
            while (selector.find()) {
                asked.add(selector.group(1));
            }
            assertThat(asked).as(where).isNotEmpty();
            asked.remove("up");
            assertThat(names.keySet()).as(where).containsAll(asked);
        });
    }

    @Test
    void queriesNameOnlyLabelsAndValuesThatThereAre() throws IOException {
        Map<String, Set<String>> names = MetricsPage.names();
        Map<String, Set<String>> values = MetricsPage.values();
        for (Map.Entry<String, String> each : ObservabilityFiles.queries().entrySet()) {
            Set<String> labels = new TreeSet<>(OF_PROMETHEUS);
            for (MatchResult selector :
                    SELECTOR.matcher(each.getValue()).results().toList()) {
                Set<String> own = names.getOrDefault(selector.group(1), Set.of());
                labels.addAll(own);
                Matcher matcher = MATCHER.matcher(selector.group(2) == null ? "" : selector.group(2));
                while (matcher.find()) {
                    String label = matcher.group(1);
                    if (!OF_PROMETHEUS.contains(label)) {
                        assertThat(own).as(each.toString()).contains(label);
                        assertThat(values.get(label))
                                .as(each.toString())
                                .containsAll(Arrays.asList(matcher.group(3).split("\\|")));
                    }
                }
            }
            for (MatchResult grouping :
                    GROUPING.matcher(each.getValue()).results().toList()) {
                assertThat(labels)
                        .as(each.toString())
                        .containsAll(Arrays.asList(grouping.group(1).split("\\s*,\\s*")));
            }
        }
    }

    /** Whoever is woken by an alert reads what to do; what it names is there. */
    @Test
    void everyAlertSaysWhatToDo() throws IOException {
        Map<String, JsonNode> alerts = ObservabilityFiles.alerts();
        assertThat(alerts)
                .containsKeys(
                        "FileTrailBudgetAlmostGone",
                        "FileTrailLeavesDefenderAlone",
                        "FileTrailTokensFailing",
                        "FileTrailAskedTooOften",
                        "FileTrailStoreLost",
                        "FileTrailNotReady",
                        "FileTrailSlowAnswers");
        String properties = java.nio.file.Files.readString(java.nio.file.Path.of("docs/reference/configuration.md"));
        Set<String> names = MetricsPage.names().keySet();
        alerts.forEach((name, rule) -> {
            assertThat(rule.at("/labels/severity").asText()).as(name).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").asText()).as(name).isNotBlank();
            String runbook = rule.at("/annotations/runbook").asText();
            assertThat(runbook).as(name).hasSizeGreaterThan(100);
            assertThat(Pattern.compile("filetrail\\.[a-z.-]*[a-z]")
                            .matcher(runbook)
                            .results()
                            .map(MatchResult::group))
                    .as(name)
                    .allMatch(property -> properties.contains("`" + property + "`"));
            assertThat(Pattern.compile("filetrail_\\w+")
                            .matcher(runbook)
                            .results()
                            .map(MatchResult::group))
                    .as(name)
                    .allMatch(metric -> names.stream().anyMatch(each -> each.startsWith(metric)));
        });
    }

    @Test
    void everyPanelShowsWhatNoOtherShows() throws IOException {
        assertThat(ObservabilityFiles.panels()).hasSizeGreaterThan(12);
        assertThat(ObservabilityFiles.queries().values()).doesNotHaveDuplicates();
    }
}
