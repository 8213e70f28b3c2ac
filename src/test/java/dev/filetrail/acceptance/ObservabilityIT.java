// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus itself says of dashboard and alerts. It wants {@code promtool} (Debian's package {@code prometheus}). */
@Tag("long")
class ObservabilityIT {

    @TempDir
    private Path directory;

    @Test
    void prometheusTakesTheRules() throws Exception {
        promtool("check", "rules", ObservabilityFiles.RULES.toString());
    }

    @Test
    void everyAlertIsRaisedWhenItShouldBeAndOnlyThen() throws Exception {
        promtool(
                "test",
                "rules",
                ObservabilityFiles.PLACE.resolve("prometheus-rules-test.yaml").toString());
        assertThat(Files.readString(ObservabilityFiles.PLACE.resolve("prometheus-rules-test.yaml")))
                .contains(ObservabilityFiles.alerts().keySet().stream()
                        .map(name -> "alertname=\"" + name + "\"")
                        .toList());
    }

    @Test
    void prometheusTakesTheQueriesOfTheDashboard() throws Exception {
        List<Map<String, String>> rules = new ArrayList<>();
        for (String query : ObservabilityFiles.queries().values()) {
            rules.add(Map.of("record", "query:" + rules.size(), "expr", query));
        }
        Path file = directory.resolve("queries.yaml");
        new ObjectMapper(new YAMLFactory())
                .writeValue(file.toFile(), Map.of("groups", List.of(Map.of("name", "queries", "rules", rules))));

        promtool("check", "rules", file.toString());
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
