// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lists of what there is: the same order every time, whole, and honest about a cursor that is none. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class ListsTest {

    @ParameterizedTest
    @CsvSource({
        "tools/list, tools",
        "prompts/list, prompts",
        "resources/list, resources",
        "resources/templates/list, resourceTemplates"
    })
    void areInTheOrderOfTheirNamesEveryTime(String method, String property) {
        JsonObject first = Rpc.send(method, Map.of());

        List<String> names = names(first, property);
        assertThat(names).isNotEmpty().isSorted().doesNotHaveDuplicates();
        for (int i = 0; i < 5; i++) {
            assertThat(Rpc.send(method, Map.of()).encode()).isEqualTo(first.encode());
        }
        assertThat(first.getJsonObject("result").containsKey("nextCursor"))
                .as("all of them are one page")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"tools/list", "prompts/list", "resources/list", "resources/templates/list"})
    void refuseACursorThatIsNone(String method) {
        for (String cursor : List.of("", " ", "abc", "AAAA", "\u202E", "A".repeat(33), "A".repeat(5_000))) {
            assertThat(Rpc.code(Rpc.send(method, Map.of("cursor", cursor))))
                    .as(cursor)
                    .isEqualTo(-32602);
        }
    }

    @Test
    void holdTheResourcesThatAreAskedFor() {
        assertThat(names(Rpc.send("prompts/list", Map.of()), "prompts")).contains("sweep_report", "triage_file_hash");
        assertThat(names(Rpc.send("resources/list", Map.of()), "resources")).contains("budget");
        assertThat(names(Rpc.send("resources/templates/list", Map.of()), "resourceTemplates"))
                .contains("machines", "machines.csv");
    }

    static List<String> names(JsonObject reply, String property) {
        return reply.getJsonObject("result").getJsonArray(property).stream()
                .map(each -> ((JsonObject) each).getString("name"))
                .toList();
    }
}
