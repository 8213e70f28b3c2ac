// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is remembered, for how long, and what becomes of it when Defender is down. Memory is set to nearly nothing, so that nothing sleeps. */
@QuarkusTest
@TestProfile(MemoryTest.ShortMemory.class)
@QuarkusTestResource(value = SimulatedDefender.class, restrictToAnnotatedClass = true)
@Tag("waiting")
class MemoryTest {

    /** Every answer is too old as soon as it has come, but good enough when there is no other. */
    public static final class ShortMemory implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "filetrail.remember", "0.000001s",
                    "filetrail.remember-empty", "0.000001s",
                    "filetrail.remember-stale", "1h");
        }
    }

    @Simulated
    Simulator defender;

    @BeforeEach
    @AfterEach
    void calm() {
        defender.faults().clear();
        defender.signIn().reset();
        defender.calls().clear();
    }

    @Test
    void givesTheLastAnswerPlainlyMarkedWhenDefenderIsDown() {
        Question before = Question.ask(SimulatedFiles.SEVERAL_MACHINES);
        assertThat(before.stale()).isFalse();
        defender.faults().always(Fault.status(503, "ServiceUnavailable", "Down for a while"));

        Question answer = Question.ask(SimulatedFiles.SEVERAL_MACHINES);

        assertThat(answer.isError()).as(answer.text()).isFalse();
        assertThat(answer.ids()).isEqualTo(before.ids());
        assertThat(answer.stale()).isTrue();
        assertThat(answer.remembered()).isTrue();
        assertThat(answer.staleReason()).contains("503", "Down for a while");
        assertThat(answer.text()).startsWith("**Stale:").contains("503", "second");
    }

    @Test
    void marksTheFurtherPagesOfAStaleAnswerToo() {
        Question.ask(SimulatedFiles.SEVERAL_MACHINES);
        defender.faults().always(Fault.status(503, "ServiceUnavailable", "Down for a while"));
        String cursor = Question.ask(Map.of("hash", SimulatedFiles.SEVERAL_MACHINES, "limit", 10))
                .nextCursor();

        Question rest = Question.ask(Map.of("hash", SimulatedFiles.SEVERAL_MACHINES, "limit", 10, "cursor", cursor));

        assertThat(rest.ids()).hasSize(4);
        assertThat(rest.stale()).isTrue();
        assertThat(rest.staleReason()).contains("could not be asked");
        assertThat(rest.text()).startsWith("**Stale:");
    }

    @Test
    void marksAStaleAnswerWhereATableHasNoRoomForIt() {
        Response before = table();
        defender.faults().always(Fault.status(503, "ServiceUnavailable", "Down for a while"));
        Response stale = table();

        assertThat(before.header("X-Stale-Age")).isNull();
        assertThat(stale.header("X-Stale-Age")).matches("\\d+");
        assertThat(stale.asString()).isEqualTo(before.asString());
    }

    @Test
    void addsAWordToAResourceThatIsATableOfAStaleAnswer() {
        String uri = "filetrail://files/" + SimulatedFiles.SEVERAL_MACHINES + "/machines.csv";
        JsonObject before = Rpc.read(uri);
        defender.faults().always(Fault.status(503, "ServiceUnavailable", "Down for a while"));
        JsonObject stale = Rpc.read(uri);

        assertThat(Rpc.contents(stale)).isEqualTo(Rpc.contents(before));
        assertThat(before.getJsonObject("result").getJsonArray("contents")).hasSize(1);
        assertThat(stale.getJsonObject("result").getJsonArray("contents"))
                .hasSize(2)
                .last()
                .satisfies(word -> assertThat(((JsonObject) word).getMap())
                        .containsEntry("uri", uri)
                        .containsEntry("mimeType", "text/markdown")
                        .extractingByKey("text")
                        .asString()
                        .startsWith("**Stale: ")
                        .contains("503", "Down for a while"));
    }

    private static Response table() {
        return given().accept("text/csv")
                .contentType(ContentType.JSON)
                .body(Map.of("hash", SimulatedFiles.SEVERAL_MACHINES))
                .post("/tools/get_machines_for_file_hash");
    }

    @Test
    void saysNothingOfStaleWhenDefenderIsBack() {
        Question.ask(SimulatedFiles.ONE_MACHINE);
        defender.faults().next(Fault.status(400, "InvalidInput", "No"));
        assertThat(Question.ask(SimulatedFiles.ONE_MACHINE).isError())
                .as("what is no outage is said as it is")
                .isTrue();

        Question answer = Question.ask(SimulatedFiles.ONE_MACHINE);
        assertThat(answer.stale()).isFalse();
        assertThat(answer.remembered()).isFalse();
    }

    @Test
    void hasNothingForAFileThatWasNeverAskedFor() {
        defender.faults().always(Fault.status(503, "ServiceUnavailable", "Down"));

        assertThat(Question.ask(Question.newHash()).isError()).isTrue();
    }

    @Test
    void givesNoStaleAnswerToWhoeverWantsAFreshOne() {
        Question.ask(SimulatedFiles.SEVERAL_MACHINES);
        defender.faults().always(Fault.status(503, "ServiceUnavailable", "Down"));

        Question answer = Question.ask(Map.of("hash", SimulatedFiles.SEVERAL_MACHINES, "fresh", true));

        assertThat(answer.isError()).isTrue();
        assertThat(answer.text()).contains("503");
    }

    @Test
    void spendsACallForEachThatIsNotRemembered() {
        Question.ask(SimulatedFiles.SEVERAL_MACHINES);
        Question.ask(SimulatedFiles.SEVERAL_MACHINES);

        assertThat(defender.calls().count(CallKind.MACHINES_OF_FILE)).isEqualTo(2);
    }
}
