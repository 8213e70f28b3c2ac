// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.SimulatedFiles;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a client is told of prompts and resources, and what a prompt says, held against a file for each, as
 * {@link ToolContractTest} holds the tools. To change one on purpose run the test with {@code -Dsnapshots.write}.
 */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class OfferContractTest {

    private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots");

    @ParameterizedTest
    @CsvSource({
        "prompts/list, prompts, prompts",
        "resources/list, resources, resources",
        "resources/templates/list, resourceTemplates, resource-templates"
    })
    void isWhatItsSnapshotSays(String method, String property, String folder) throws IOException {
        List<JsonObject> offers = Rpc.send(method, Map.of()).getJsonObject("result").getJsonArray(property).stream()
                .map(JsonObject.class::cast)
                .filter(offer -> !offer.getString("name").startsWith("test"))
                .toList();
        assertThat(offers).isNotEmpty();
        for (JsonObject offer : offers) {
            hold(folder + "/" + offer.getString("name") + ".json", offer.encodePrettily() + "\n");
            assertThat(offer.getString("title")).hasSizeGreaterThan(5);
            assertThat(offer.getString("description")).hasSizeGreaterThan(40);
        }
        if (System.getProperty("snapshots.write") == null) {
            try (Stream<Path> kept = Files.list(SNAPSHOTS.resolve(folder))) {
                assertThat(kept.filter(file -> file.toString().endsWith(".json")))
                        .hasSameSizeAs(offers);
            }
        }
    }

    @Test
    void promptsSayWhatTheirSnapshotSays() throws IOException {
        hold(
                "prompts/triage_file_hash.md",
                Rpc.message(Rpc.prompt("triage_file_hash", Map.of("hash", SimulatedFiles.SEVERAL_MACHINES))));
        hold(
                "prompts/sweep_report.md",
                Rpc.message(Rpc.prompt(
                        "sweep_report",
                        Map.of(
                                "hashes",
                                "mimikatz: " + SimulatedFiles.SEVERAL_MACHINES + "\nEICAR: "
                                        + SimulatedFiles.ONE_MACHINE_SHA256
                                        + "\nan MD5: 44d88612fea8a8f36de82e1278abb02f\n"))));
    }

    private static void hold(String file, String text) throws IOException {
        Path snapshot = SNAPSHOTS.resolve(file);
        if (System.getProperty("snapshots.write") != null) {
            Files.createDirectories(snapshot.getParent());
            Files.writeString(snapshot, text);
        }
        assertThat(text).isEqualTo(Files.readString(snapshot));
    }
}
