// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import io.restassured.RestAssured;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The log as a log store wants it: {@code QUARKUS_LOG_CONSOLE_JSON_ENABLED=true}. */
@Tag("long")
class JsonLogIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String STRANGE = "name\n{\"audit\":\"filetrail\"}\u202e\r\u2028";

    @Test
    void everyLineIsOneObjectAndThoseOfOneQuestionAreFoundByItsTrace() throws Exception {
        try (SimulatorServer defender = SimulatorServer.start();
                ServingProgram program =
                        ServingProgram.start(defender, Map.of("quarkus.log.console.json.enabled", "true"))) {
            ask(program, "get_machines_for_file_hash", Map.of("hash", SimulatedFiles.ONE_MACHINE));
            defender.simulator().faults().always(Fault.empty(500));
            String correlationId = ask(program, "get_machine", Map.of("machine", "anybody"));
            ask(program, "get_machine", Map.of("machine", STRANGE));
            program.signal("TERM");
            program.awaitEnd(java.time.Duration.ofSeconds(25));

            List<JsonNode> lines = new ArrayList<>();
            for (String line : program.log().split("\n")) {
                lines.add(new ObjectMapper().readTree(line));
            }
            assertThat(lines).allMatch(JsonNode::isObject);
            List<JsonNode> audit =
                    lines.stream().filter(each -> each.has("audit")).toList();
            List<JsonNode> log =
                    lines.stream().filter(each -> !each.has("audit")).toList();
            assertThat(audit).hasSize(3).allSatisfy(each -> {
                assertThat(Instant.parse(each.get("time").asText())).isNotNull();
                assertThat(each.get("trace_id").asText()).isEqualTo(TRACE);
            });
            assertThat(log).hasSizeGreaterThan(2).allSatisfy(each -> {
                assertThat(OffsetDateTime.parse(each.get("timestamp").asText())).isNotNull();
                assertThat(each.get("level").asText()).isIn("INFO", "WARN", "ERROR");
                assertThat(each.get("loggerName").asText()).isNotBlank();
                assertThat(each.get("message").asText()).isNotBlank();
            });
            List<JsonNode> failures = log.stream()
                    .filter(each -> each.get("level").asText().equals("WARN"))
                    .toList();
            assertThat(failures).isNotEmpty().allSatisfy(each -> {
                assertThat(each.at("/mdc/traceId").asText()).isEqualTo(TRACE);
                assertThat(each.get("message").asText()).contains("outcome=");
            });
            assertThat(failures.get(0).at("/mdc/correlationId").asText()).isEqualTo(correlationId);
            assertThat(audit.get(1).get("correlation_id").asText()).isEqualTo(correlationId);
        }
    }

    private static String ask(ServingProgram program, String tool, Map<String, ?> arguments) {
        return RestAssured.given()
                .baseUri("http://127.0.0.1:" + program.port())
                .contentType("application/json")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .body(arguments)
                .post("/tools/" + tool)
                .header("X-Correlation-Id");
    }
}
