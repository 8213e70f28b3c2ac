// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;

/** Holds that a filter of the command line takes what that of the tool takes, and tells what there is where it takes nothing. */
class MachinesCommandTest {

    private static final String HASH = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";

    @ParameterizedTest
    @CsvSource({"--min-risk,min_risk", "--min-exposure,min_exposure", "--health,health", "--sort,sort"})
    void takesTheWordsOfTheTool(String option, String argument) throws Exception {
        JsonArray words = words(argument);
        for (Object word : words) {
            assertThat(parsed(option, word.toString().toLowerCase(java.util.Locale.ROOT))
                            .query()
                            .toString())
                    .containsIgnoringCase(word.toString());
        }
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> parsed(option, "Actve"))
                .satisfies(mistake -> assertThat(words)
                        .allSatisfy(word -> assertThat(mistake).message().containsIgnoringCase(word.toString())))
                .withMessageContaining("'Actve'");
    }

    @Test
    void leavesTheNamesOfOperatingSystemsOpen() {
        assertThat(parsed("--os", "TempleOS").query().filter().os()).isEqualTo("TempleOS");
    }

    private static MachinesCommand parsed(String option, String value) {
        MachinesCommand command = MachinesRun.parsed("machines", option, value, HASH);
        command.check();
        return command;
    }

    private static JsonArray words(String argument) throws Exception {
        try (InputStream schema =
                MachinesCommandTest.class.getResourceAsStream("/schemas/get_machines_for_file_hash.json")) {
            return new JsonObject(new String(schema.readAllBytes(), StandardCharsets.UTF_8))
                    .getJsonObject("properties")
                    .getJsonObject(argument)
                    .getJsonArray("enum");
        }
    }
}
