// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call that comes again is answered by another way inside, and nobody outside may notice. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
@QuarkusTestResource(AuditLines.class)
class RepeatedCallsTest {

    private static final String HASH = SimulatedFiles.SEVERAL_MACHINES;
    private static final String MACHINE = "a".repeat(40);

    @Simulated
    Simulator defender;

    AuditLines audit;

    @BeforeEach
    void calm() {
        defender.faults().clear();
        defender.tenant().reset();
        defender.calls().clear();
    }

    private static Response call(Object id, JsonObject params, Map<String, String> headers) {
        return given().contentType("application/json")
                .accept("application/json, text/event-stream")
                .headers(headers)
                .body(new JsonObject()
                        .put("jsonrpc", "2.0")
                        .put("id", id)
                        .put("method", "tools/call")
                        .put("params", params)
                        .encode())
                .post("/mcp");
    }

    private static JsonObject params(JsonObject arguments) {
        return new JsonObject().put("name", "get_machines_for_file_hash").put("arguments", arguments);
    }

    private static JsonObject ask(JsonObject arguments) {
        Response response = call(1, params(arguments), Map.of());
        assertThat(response.statusCode()).isEqualTo(200);
        return new JsonObject(response.asString()).getJsonObject("result");
    }

    private static JsonObject arguments() {
        return new JsonObject().put("hash", HASH);
    }

    /** The machines, and all that does not depend on the moment. */
    private static JsonObject lasting(JsonObject result) {
        JsonObject structure = result.getJsonObject("structuredContent").copy();
        Set.of("age_seconds", "budget", "remembered").forEach(structure::remove);
        return structure;
    }

    @Test
    void theSameAnswerWhicheverWayItTakes() {
        ask(arguments());
        JsonObject repeated = ask(arguments());
        // What is "not given" is as good as left out, but another call to whoever compares.
        JsonObject anew = ask(arguments().putNull("tag"));

        assertThat(repeated.fieldNames()).isEqualTo(anew.fieldNames());
        assertThat(repeated.getBoolean("isError")).isFalse();
        assertThat(repeated.getJsonObject("structuredContent").fieldNames())
                .isEqualTo(anew.getJsonObject("structuredContent").fieldNames());
        assertThat(lasting(repeated)).isEqualTo(lasting(anew));
        assertThat(repeated.getJsonObject("structuredContent").getBoolean("remembered"))
                .isTrue();
        assertThat(text(repeated).lines().findFirst())
                .isEqualTo(text(anew).lines().findFirst());
        assertThat(defender.calls().count(CallKind.MACHINES_OF_FILE)).isLessThanOrEqualTo(1);
    }

    private static String text(JsonObject result) {
        JsonObject content = result.getJsonArray("content").getJsonObject(0);
        assertThat(content.getString("type")).isEqualTo("text");
        return content.getString("text");
    }

    @Test
    void theIdIsTheCallersOwn() {
        ask(arguments());
        for (Object id : new Object[] {7, 9_007_199_254_740_991L, "a \"quoted\" one\n", ""}) {
            JsonObject answer =
                    new JsonObject(call(id, params(arguments()), Map.of()).asString());
            assertThat(answer.getString("jsonrpc")).isEqualTo("2.0");
            assertThat(answer.getValue("id")).isEqualTo(id);
            assertThat(answer.getJsonObject("result").getBoolean("isError")).isFalse();
        }
    }

    @Test
    void othersArgumentsHaveAnAnswerOfTheirOwn() {
        ask(arguments());
        ask(arguments().put("limit", 1));
        JsonObject all = ask(arguments()).getJsonObject("structuredContent");
        JsonObject one = ask(arguments().put("limit", 1)).getJsonObject("structuredContent");

        assertThat(one.getJsonArray("machines")).hasSize(1);
        assertThat(all.getJsonArray("machines")).hasSizeGreaterThan(1);
        assertThat(one.getString("next_cursor")).isNotNull();
        assertThat(all.getValue("next_cursor")).isNull();
    }

    @Test
    void newsFromDefenderIsTold() {
        JsonObject arguments = new JsonObject().put("hash", Question.newHash());
        ask(arguments);
        JsonObject before = ask(arguments).getJsonObject("structuredContent");
        assertThat(before.getInteger("total_machines")).isZero();
        defender.calls().clear();
        defender.faults()
                .next(Fault.raw(
                        200,
                        "application/json",
                        "{\"value\":[{\"id\":\"" + MACHINE + "\",\"computerDnsName\":\"news\"}]}"));
        ask(arguments.copy().put("fresh", true));
        assertThat(defender.calls().count(CallKind.MACHINES_OF_FILE)).isEqualTo(1);
        int least = leftThisMinute(anew(arguments));
        JsonObject after = ask(arguments).getJsonObject("structuredContent");
        int most = leftThisMinute(anew(arguments));

        assertThat(after.getJsonArray("machines").stream().map(each -> ((JsonObject) each).getString("id")))
                .containsExactly(MACHINE);
        assertThat(after.getString("fetched_at")).isGreaterThanOrEqualTo(before.getString("fetched_at"));
        // The budget of the moment, not of the answer; it grows while calls of other tests become older than a minute.
        assertThat(leftThisMinute(after)).isBetween(least, most);
    }

    /** Another call to whoever compares, which costs nothing either. */
    private static JsonObject anew(JsonObject arguments) {
        return ask(arguments.copy().putNull("os")).getJsonObject("structuredContent");
    }

    private static int leftThisMinute(JsonObject structure) {
        return structure.getJsonObject("budget").getInteger("left_this_minute");
    }

    @Test
    void eachIsWrittenDown() throws Exception {
        ask(arguments());
        for (int i = 0; i < 3; i++) {
            String trace = UUID.randomUUID().toString().replace("-", "");
            JsonObject meta = new JsonObject().put("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
            Response answer = call(i, params(arguments()).put("_meta", meta), Map.of());
            assertThat(answer.statusCode()).isEqualTo(200);

            JsonNode line = audit.inTrace(trace);
            assertThat(line.get("outcome").asText()).isEqualTo("found");
            assertThat(line.get("asked").get("hash").asText()).isEqualTo(HASH);
            assertThat(line.get("given").get("remembered").asBoolean()).isTrue();
            assertThat(line.get("correlation_id").asText()).isEqualTo(answer.header("X-Correlation-Id"));
        }
    }

    @Test
    void whatIsOutOfTheOrdinaryIsRefusedAsEver() {
        ask(arguments());
        JsonObject params = params(arguments());
        assertThat(call(1, params.copy().put("_meta", "no object"), Map.of()).asString())
                .contains("_meta");
        assertThat(call(1, params, Map.of("MCP-Protocol-Version", "1999-01-01")).statusCode())
                .isEqualTo(400);
        Response html = given().contentType("application/json")
                .accept("text/html")
                .body(new JsonObject()
                        .put("jsonrpc", "2.0")
                        .put("id", 1)
                        .put("method", "tools/call")
                        .put("params", params)
                        .encode())
                .post("/mcp");
        assertThat(html.statusCode()).isEqualTo(400);
    }
}
