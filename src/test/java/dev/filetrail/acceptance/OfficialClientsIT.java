// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged program as each of the official MCP clients finds it, over HTTP and over its standard streams: asked the same,
 * it answers the same.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialClientsIT {

    private static final String HASH = SimulatedFiles.SEVERAL_MACHINES;
    private static final String MANY = "100000";

    private final SimulatorServer defender = SimulatorServer.start();
    private final Map<String, String> settings = new HashMap<>(SimulatedDefender.settings(defender));
    private ServingProgram program;
    private Assistants assistants;
    private JsonNode answers;

    @BeforeAll
    void start() throws Exception {
        defender.simulator().quotas().limits(Integer.parseInt(MANY), Integer.parseInt(MANY));
        settings.put("filetrail.budget.per-minute", MANY);
        settings.put("filetrail.budget.per-hour", MANY);
        assistants = Assistants.install();
        program = ServingProgram.start(settings);
        answers = ask("sdk", "http").path("answers");
    }

    @AfterAll
    void stop() throws Exception {
        defender.close();
        if (program != null) {
            program.close();
        }
    }

    private JsonNode ask(String library, String way) throws IOException, InterruptedException {
        Assistants.Asked asked = assistants.askAll(
                library,
                HASH,
                way.equals("http") ? Map.of() : Program.environment(settings),
                way.equals("http") ? List.of(Asker.address(program)) : stdio());
        assertThat(asked.exitCode()).as(asked.err()).isZero();
        return asked.out();
    }

    private static List<String> stdio() throws IOException {
        List<String> command = new ArrayList<>(Program.command());
        command.add("stdio");
        return command;
    }

    @Test
    void areAnsweredRightly() {
        assertThat(answers.path("tools").findValuesAsText("name"))
                .contains("get_machines_for_file_hash", "sweep_file_hashes");
        assertThat(answers.path("machines").path("failed").asBoolean()).isFalse();
        assertThat(answers.path("pages"))
                .hasSameSizeAs(defender.simulator().tenant().machineIds(HASH));
        assertThat(answers.path("noHash").path("failed").asBoolean()).isTrue();
        assertThat(answers.path("noHash").path("words").asText()).contains("40");
        assertThat(answers.path("noTool").asBoolean()).isTrue();
        assertThat(answers.path("noResource").asBoolean()).isTrue();
        assertThat(answers.path("sweep").path("told").asBoolean()).isTrue();
        assertThat(answers.path("sweep").path("rises").asBoolean()).isTrue();
        assertThat(answers.path("cancellation").path("gaveUp").asBoolean()).isTrue();
        assertThat(answers.path("cancellation").path("answersOn").asBoolean()).isTrue();
        assertThat(answers.path("resources").path("contents").has("filetrail://budget"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "client, http, 2025-11-25",
        "client-auto, http, 2026-07-28",
        // The older client does not say in which.
        "sdk, stdio, null",
        "client, stdio, 2025-11-25",
        "client-auto, stdio, 2026-07-28"
    })
    void areAnsweredTheSame(String library, String way, String revision) throws Exception {
        JsonNode asked = ask(library, way);

        assertThat(asked.path("revision").asText()).isEqualTo(revision);
        answers.properties().forEach(answer -> assertThat(asked.path("answers").path(answer.getKey()))
                .as(answer.getKey())
                .isEqualTo(answer.getValue()));
        assertThat(asked.path("answers")).hasSameSizeAs(answers);
    }
}
