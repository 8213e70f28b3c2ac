// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The numbers of the budget, in every place where they are shown. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class BudgetShownTest {

    private static final int PER_MINUTE = 100_000;

    @Simulated
    Simulator defender;

    @Test
    void standsInEveryStructuredAnswer() {
        Question.ask(Question.newHash());
        defender.calls().clear();
        int before = left(Question.ask(Question.newHash()));
        Question answer = Question.ask(Question.newHash());

        assertThat(budget(answer))
                .containsEntry("call", "machines_of_file")
                .containsEntry("per_minute", PER_MINUTE)
                .containsEntry("per_hour", PER_MINUTE)
                .containsEntry("seconds_until_next", 0)
                .containsEntry("sharing", "alone");
        // Whoever asked in another test and has gone since may still cost one.
        assertThat(before - left(answer)).isBetween(1, (int) defender.calls().count(CallKind.MACHINES_OF_FILE) - 1);
        assertThat(answer.text()).contains("Calls left: " + left(answer) + " of 100000 this minute");
    }

    @Test
    void isAResource() {
        int before = left(Question.ask(Question.newHash()));
        JsonPath listed = mcp("resources/list", Map.of());
        assertThat(listed.<String>getList("result.resources.uri")).contains("filetrail://budget");

        JsonPath read = mcp("resources/read", Map.of("uri", "filetrail://budget"));

        assertThat(read.getString("result.contents[0].mimeType")).isEqualTo("application/json");
        JsonPath budget = JsonPath.from(read.getString("result.contents[0].text"));
        assertThat(budget.<String>getList("allowances.call"))
                .containsExactly("machines_of_file", "file", "file_stats", "alerts_of_file", "machine", "logon_users");
        assertThat(budget.getInt("allowances[0].left_this_minute")).isGreaterThanOrEqualTo(before);
        assertThat(budget.getInt("allowances[0].per_hour")).isEqualTo(PER_MINUTE);
    }

    @TestHTTPResource(value = "/metrics", management = true)
    URL metricsAddress;

    @Test
    void isAmongTheMetrics() {
        Question.ask(Question.newHash());
        String metrics =
                given().get(metricsAddress).then().statusCode(200).extract().asString();

        assertThat(metrics)
                .containsPattern("filetrail_calls_left\\{call=\"machines_of_file\",window=\"minute\"\\} \\d+\\.\\d")
                .containsPattern("filetrail_calls_left\\{call=\"machines_of_file\",window=\"hour\"\\} \\d+\\.\\d")
                .contains("filetrail_calls_limit{call=\"file\",window=\"minute\"} 100000.0")
                .contains("filetrail_questions_waiting{call=\"machines_of_file\"} 0.0")
                .containsPattern("filetrail_remembered_bytes \\d+");
    }

    @Test
    void standsThereAloneAndNothingThatAnybodySentWithIt() {
        String hash = Question.newHash();
        mcp("resources/read", Map.of("uri", "filetrail://files/" + hash + "/machines"));
        mcp("resources/read", Map.of("uri", "filetrail://" + hash));
        mcp("tools/call", Map.of("name", "tool_" + hash, "arguments", Map.of()));

        String metrics =
                given().get(metricsAddress).then().statusCode(200).extract().asString();
        assertThat(metrics).doesNotContain(hash, "mcp_server_requests");
    }

    private static int left(Question answer) {
        return (int) budget(answer).get("left_this_minute");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> budget(Question answer) {
        return (Map<String, Object>) answer.structure().get("budget");
    }

    private static JsonPath mcp(String method, Map<String, ?> params) {
        return given().contentType("application/json")
                .accept("application/json, text/event-stream")
                .body(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params))
                .post("/mcp")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
