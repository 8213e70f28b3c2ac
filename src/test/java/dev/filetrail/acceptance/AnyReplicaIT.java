// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two replicas behind something that sends each request to the next: nobody needs to come back to the same one. */
@Tag("long")
class AnyReplicaIT {

    private static SimulatorServer defender;
    private static ServingProgram one;
    private static ServingProgram other;
    private static RoundRobin front;

    @BeforeAll
    static void start() throws Exception {
        defender = SimulatorServer.start();
        one = ServingProgram.start(defender, Map.of());
        other = ServingProgram.start(defender, Map.of());
        front = new RoundRobin(one, other);
    }

    @AfterAll
    static void stop() throws Exception {
        front.close();
        other.close();
        one.close();
        defender.close();
    }

    @Test
    void aSessionOfTheOlderRevisionsGoesOnAtTheOther() {
        Response begun = asked(
                "initialize",
                Map.of(
                        "protocolVersion", "2025-11-25",
                        "capabilities", Map.of(),
                        "clientInfo", Map.of("name", "test", "version", "1")),
                null);
        String session = begun.header("Mcp-Session-Id");
        assertThat(session).isNotBlank();
        inSession(session)
                .body(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"))
                .post("/mcp")
                .then()
                .statusCode(202);

        for (int i = 0; i < 4; i++) {
            Response answer = asked(
                    "tools/call",
                    Map.of(
                            "name",
                            "get_machines_for_file_hash",
                            "arguments",
                            Map.of("hash", SimulatedFiles.SEVERAL_MACHINES)),
                    session);
            assertThat(answer.jsonPath().getInt("result.structuredContent.total_machines"))
                    .isEqualTo(14);
        }
        // One of the two knows the session, and the other has to say that it has no streams, not that the session is
        // over.
        int first = inSession(session).delete("/mcp").statusCode();
        int second = inSession(session).delete("/mcp").statusCode();
        assertThat(List.of(first, second)).containsExactlyInAnyOrder(200, 405);
        inSession(session).get("/mcp").then().statusCode(405).header("Allow", "POST");
    }

    @Test
    void theStatelessRevisionIsAnsweredByEither() {
        for (int i = 0; i < 4; i++) {
            assertThat(ModernQuestion.machines(SimulatedFiles.SEVERAL_MACHINES)
                            .prepared()
                            .port(front.port())
                            .post("/mcp")
                            .jsonPath()
                            .getInt("result.structuredContent.total_machines"))
                    .isEqualTo(14);
        }
    }

    private static Response asked(String method, Map<String, ?> params, String session) {
        return inSession(session)
                .body(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params))
                .post("/mcp");
    }

    private static RequestSpecification inSession(String session) {
        RequestSpecification request = given().port(front.port())
                .contentType("application/json")
                .accept("application/json, text/event-stream")
                .header("MCP-Protocol-Version", "2025-11-25");
        return session == null ? request : request.header("Mcp-Session-Id", session);
    }
}
