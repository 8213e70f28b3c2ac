// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatorServer;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many who ask for the same at once, and those who wait in line. The budget is as it comes. */
@Tag("long")
class ManyAskersIT {

    private static final int ASKERS = 500;
    private static final int FILES = 20;

    @Test
    void costsOneCallAFile() throws Exception {
        try (SimulatorServer defender = SimulatorServer.start();
                ServingProgram program = ServingProgram.start(SimulatedDefender.settings(defender))) {
            defender.simulator().faults().always(Fault.slow(Duration.ofMillis(700)));
            List<String> files = new ArrayList<>(defender.simulator().tenant().fileHashes());
            files.remove(dev.filetrail.simulator.SimulatedFiles.HUGE);
            while (files.size() < FILES) {
                files.add(Question.newHash());
            }
            Asker asker = new Asker(program);
            List<CompletableFuture<JsonPath>> answers = new ArrayList<>();
            for (int i = 0; i < ASKERS; i++) {
                answers.add(ask(asker, files.get(i % FILES)));
            }

            for (int i = 0; i < ASKERS; i++) {
                JsonPath answer = answers.get(i).get(60, TimeUnit.SECONDS);
                String file = files.get(i % FILES);
                assertThat(answer.getBoolean("result.isError"))
                        .as(answer.prettify())
                        .isFalse();
                assertThat(answer.getString("result.structuredContent.hash")).isEqualTo(file);
                assertThat(answer.getInt("result.structuredContent.total_machines"))
                        .isEqualTo(
                                defender.simulator().tenant().machineIds(file).size());
            }
            assertThat(defender.simulator().calls().count(CallKind.MACHINES_OF_FILE))
                    .isEqualTo(FILES);
        }
    }

    /** Another program has used the allowance up: who asks next waits those two seconds, and is answered. */
    @Test
    void waitInLineWhenItIsNotForLong() throws Exception {
        try (SimulatorServer defender = SimulatorServer.start()) {
            var settings = new java.util.HashMap<>(SimulatedDefender.settings(defender));
            settings.put("filetrail.defender.patience", "0s");
            try (ServingProgram program = ServingProgram.start(settings)) {
                defender.simulator().faults().next(Fault.throttled(2));
                Asker asker = new Asker(program);
                JsonPath refused = ask(asker, Question.newHash()).get(60, TimeUnit.SECONDS);
                assertThat(refused.getString("result.content[0].text")).contains("(429)", "Ask again in 2 seconds");

                List<CompletableFuture<JsonPath>> line = new ArrayList<>();
                for (int i = 0; i < 30; i++) {
                    line.add(ask(asker, Question.newHash()));
                }
                for (CompletableFuture<JsonPath> each : line) {
                    assertThat(each.get(60, TimeUnit.SECONDS).getBoolean("result.isError"))
                            .isFalse();
                }
                var calls = defender.simulator().calls().all();
                assertThat(calls).hasSize(31);
                assertThat(Duration.between(calls.get(0).at(), calls.get(1).at()))
                        .isGreaterThanOrEqualTo(Duration.ofMillis(1_990));
            }
        }
    }

    private static CompletableFuture<JsonPath> ask(Asker asker, String hash) {
        return asker.asking(Map.of("hash", hash, "limit", 1)).thenApply(reply -> JsonPath.from(reply.body()));
    }
}
