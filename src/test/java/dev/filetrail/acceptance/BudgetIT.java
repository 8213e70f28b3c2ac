// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.RedisServer;
import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import io.restassured.RestAssured;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The allowance as it comes: a hundred calls a minute reach Defender, the next asker is told when, and no 429 is seen. */
@Tag("long")
class BudgetIT {

    @Test
    void neverRunsIntoTheQuota() throws Exception {
        int portBefore = RestAssured.port;
        try (SimulatorServer defender = SimulatorServer.start();
                ServingProgram program = ServingProgram.start(SimulatedDefender.settings(defender))) {
            RestAssured.port = program.port();
            int answered = 0;
            Question refused = null;
            for (int i = 0; i < 130; i++) {
                Question answer = Question.ask(Question.newHash());
                if (answer.isError()) {
                    refused = answer;
                } else {
                    answered++;
                }
            }
            // More than a minute may pass on a slow machine, and then a few more calls are right.
            assertThat(answered).isBetween(100, 129);
            assertThat(refused).isNotNull();
            assertThat(refused.text()).contains("no call to Defender left").containsPattern("again in \\d+ second");
            assertThat(defender.simulator().calls().all())
                    .filteredOn(call -> call.kind() == CallKind.MACHINES_OF_FILE)
                    .hasSize(answered)
                    .allMatch(call -> call.status() == 200);
        } finally {
            RestAssured.port = portBefore;
        }
    }

    @Test
    void isShownByTheDoctorWhichSpendsNoCall() throws Exception {
        try (SimulatorServer defender = SimulatorServer.start()) {
            Program.Run run = Program.run(SimulatedDefender.settings(defender), "doctor");

            assertThat(run.out().lines())
                    .anyMatch(line -> line.matches("ok    sign-in +a token came from .*"))
                    .anyMatch(
                            line -> line.matches(
                                    "ok    budget +machines_of_file: 100 of 100 calls left this minute, 1500 of 1500 this hour; .*"))
                    .anyMatch(line -> line.contains("file: 100 of 100 calls left"));
            assertThat(run.exitCode()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(defender.simulator().calls().all())
                    .as("somebody is there, which is all that is asked")
                    .allMatch(call -> call.kind() == CallKind.OTHER);
        }
    }

    @Test
    void isThatOfAllReplicasWhereThereIsAStore() throws Exception {
        try (SimulatorServer defender = SimulatorServer.start();
                RedisServer redis = RedisServer.start("--requirepass", "right-one")) {
            Map<String, String> settings = new java.util.HashMap<>(SimulatedDefender.settings(defender));
            settings.put("filetrail.budget.store", "redis://:not-shown@127.0.0.1:" + redis.port());
            Program.Run refused = Program.run(settings, "doctor");
            settings.put("filetrail.budget.store", "redis://:right-one@127.0.0.1:" + redis.port());
            Program.Run shared = Program.run(settings, "doctor");

            assertThat(shared.out())
                    .containsPattern(
                            "ok    budget +machines_of_file: 100 of 100 calls left this minute.*shared by all");
            assertThat(shared.out()).doesNotContain("right-one");
            assertThat(shared.exitCode()).isZero();
            assertThat(refused.out())
                    .as("a wrong password")
                    .containsPattern("FAIL  budget +.*store of all replicas can't be reached: WRONGPASS .*"
                            + "filetrail.budget.store is right, its password")
                    .doesNotContain("not-shown");
            assertThat(refused.exitCode()).isOne();
        }
    }

    @Test
    void marksAnOldAnswerOfAnotherReplicaInATerminal() throws Exception {
        try (SimulatorServer defender = SimulatorServer.start();
                RedisServer redis = RedisServer.start()) {
            Map<String, String> settings = new java.util.HashMap<>(SimulatedDefender.settings(defender));
            settings.put("filetrail.budget.store", "redis://127.0.0.1:" + redis.port());
            settings.put("filetrail.remember", "1ms");
            for (int i = 0; i < 5 && !redis.say("KEYS *:latest").equals("*1"); i++) {
                Program.run(settings, "machines", SimulatedFiles.ONE_MACHINE);
            }
            defender.simulator().faults().always(Fault.status(503, "ServiceUnavailable", "Down for a while."));
            Program.Run table = Program.run(settings, "machines", SimulatedFiles.ONE_MACHINE);
            Program.Run csv = Program.run(settings, "machines", "--csv", SimulatedFiles.ONE_MACHINE);

            assertThat(table.out()).containsPattern("(?m)^Stale: .* old[.] .*503.*Down for a while");
            assertThat(csv.err()).containsPattern(SimulatedFiles.ONE_MACHINE + ": Stale: .* old[.] .*503");
            assertThat(csv.out().lines())
                    .as("nothing but a header and a machine")
                    .hasSize(2);
        }
    }

    @Test
    void isNotWellWithoutASignIn() throws Exception {
        try (SimulatorServer defender = SimulatorServer.start()) {
            Map<String, String> settings = new java.util.HashMap<>(SimulatedDefender.settings(defender));
            settings.put("azure.client-secret", "another-secret");
            Program.Run run = Program.run(settings, "doctor");

            assertThat(run.out())
                    .containsPattern("FAIL  sign-in +.*AADSTS7000215")
                    .doesNotContain("another-secret");
            assertThat(run.exitCode()).isOne();
        }
    }
}
