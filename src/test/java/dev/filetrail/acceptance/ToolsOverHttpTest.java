// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools of MCP as plain functions: one list, one answer, the same words, with the statuses and forms of HTTP. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class ToolsOverHttpTest {

    private static final String MACHINES = "get_machines_for_file_hash";
    private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e";
    /** They say when the answer was given, so they are not the same in two. */
    private static final Set<String> OF_THE_MOMENT = Set.of("age_seconds", "remembered", "budget");

    @Simulated
    Simulator defender;

    @BeforeEach
    void calm() {
        defender.faults().clear();
        defender.tenant().reset();
    }

    @Test
    void listsWhatMcpLists() {
        JsonArray over = new JsonObject(get("/tools").asString()).getJsonArray("tools");
        JsonArray byMcp = ModernQuestion.of("tools/list").result().getJsonArray("tools");

        assertThat(over).hasSize(5).hasSameSizeAs(byMcp);
        for (int i = 0; i < over.size(); i++) {
            JsonObject tool = over.getJsonObject(i);
            JsonObject same = byMcp.getJsonObject(i);
            same.remove("_meta");
            assertThat(tool).isEqualTo(same);
            assertThat(tool.fieldNames()).contains("name", "title", "description", "inputSchema", "outputSchema");
            assertThat(new JsonObject(get("/tools/" + tool.getString("name")).asString()))
                    .isEqualTo(tool);
        }
    }

    @ParameterizedTest
    @CsvSource({
        MACHINES + ",hash," + SimulatedFiles.SEVERAL_MACHINES,
        "get_file_profile,hash," + SimulatedFiles.SEVERAL_MACHINES,
        "get_file_alerts,hash," + SimulatedFiles.SEVERAL_MACHINES,
        "sweep_file_hashes,hashes," + SimulatedFiles.SEVERAL_MACHINES,
        "get_machine,machine,dc-lon-07",
        MACHINES + ",hash," + MD5
    })
    void answersWhatMcpAnswers(String tool, String argument, String value) {
        JsonObject result =
                ModernQuestion.call(tool, new JsonObject().put(argument, value)).result();
        Response response = call(tool, Map.of(argument, value));

        assertThat(result.getBoolean("isError")).isEqualTo(value.equals(MD5));
        if (value.equals(MD5)) {
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.jsonPath().getString("detail")).isEqualTo(words(result));
            return;
        }
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo("application/json");
        assertThat(lasting(new JsonObject(response.asString())))
                .isEqualTo(lasting(result.getJsonObject("structuredContent")));
        Response read = given().accept("text/markdown")
                .contentType(ContentType.JSON)
                .body(Map.of(argument, value))
                .post("/tools/" + tool);
        assertThat(read.contentType()).isEqualTo("text/markdown; charset=utf-8");
        assertThat(read.asString().lines().findFirst())
                .isEqualTo(words(result).lines().findFirst());
    }

    @Test
    void listsInTheShapesThatModelsTake() {
        JsonArray tools = new JsonObject(get("/tools").asString()).getJsonArray("tools");
        JsonArray openai = new JsonObject(get("/tools?format=openai").asString()).getJsonArray("tools");
        JsonArray responses = new JsonObject(get("/tools?format=Responses").asString()).getJsonArray("tools");
        JsonArray anthropic = new JsonObject(get("/tools?format=anthropic").asString()).getJsonArray("tools");

        for (int i = 0; i < tools.size(); i++) {
            JsonObject tool = tools.getJsonObject(i);
            JsonObject parameters = tool.getJsonObject("inputSchema").copy();
            parameters.remove("$schema");
            JsonObject head = new JsonObject()
                    .put("name", tool.getString("name"))
                    .put("description", tool.getString("description"));
            assertThat(tool.getString("description")).hasSizeLessThanOrEqualTo(1024);
            assertThat(tool.getString("name")).matches("[a-zA-Z0-9_-]{1,64}");
            assertThat(openai.getJsonObject(i))
                    .isEqualTo(new JsonObject()
                            .put("type", "function")
                            .put("function", head.copy().put("parameters", parameters)));
            assertThat(responses.getJsonObject(i))
                    .isEqualTo(head.copy()
                            .put("type", "function")
                            .put("parameters", parameters)
                            .put("strict", false));
            assertThat(anthropic.getJsonObject(i)).isEqualTo(head.copy().put("input_schema", parameters));
            assertThat(new JsonObject(get("/tools/" + tool.getString("name") + "?format=openai")
                            .asString()))
                    .isEqualTo(openai.getJsonObject(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?format=yaml", "?format=", "?format=%3Cscript%3E"})
    void namesTheFormatsThereAre(String query) {
        Response response = given().urlEncodingEnabled(false).get("/tools" + query);

        JsonObject problem = problem(response, 400);
        assertThat(problem.getString("detail")).contains("mcp, openai, responses, anthropic");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|application/json",
                "*/*|application/json",
                "text/html, application/xhtml+xml, */*;q=0.8|application/json",
                "application/*|application/json",
                "text/*|text/markdown",
                "text/markdown|text/markdown",
                "text/plain|text/plain",
                "text/csv, application/json|text/csv",
                "TEXT/CSV|text/csv",
                "application/json;q=0.4, text/plain;q=0.9, text/csv;q=0.5|text/plain",
                "text/*, text/markdown;q=0.1, text/csv;q=0|text/plain",
                "*/*, application/json;q=0|text/markdown",
                "text/markdown, */*|text/markdown",
                "application/json;charset=utf-8|application/json",
                "text/csv;q=2, application/json;q=0.1|application/json"
            })
    void givesTheFormThatIsLiked(String accept, String expected) {
        RequestSpecification request =
                given().contentType(ContentType.JSON).body(Map.of("hash", SimulatedFiles.ONE_MACHINE));
        Response response = (accept == null ? request : request.header("Accept", accept)).post("/tools/" + MACHINES);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType().split(";")[0]).isEqualTo(expected);
        assertThat(response.header("Vary")).contains("Accept");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("X-Correlation-Id")).hasSize(36);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                MACHINES + "|image/png|text/csv",
                MACHINES + "|*/*;q=0|application/json",
                MACHINES + "|nonsense|text/plain",
                "get_machine|text/csv|text/markdown",
                "get_file_profile|text/csv|text/markdown"
            })
    void namesTheFormsThereAreAndAsksNothing(String tool, String accept, String one) {
        int before = defender.calls().all().size();
        JsonObject problem = problem(
                given().accept(accept)
                        .contentType(ContentType.JSON)
                        .body(Map.of("hash", Question.newHash()))
                        .post("/tools/" + tool),
                406);

        assertThat(problem.getString("detail")).contains(one);
        if (accept.equals("text/csv")) {
            assertThat(problem.getString("detail")).doesNotContain("text/csv");
        }
        assertThat(defender.calls().all()).hasSize(before);
    }

    @Test
    void givesListsAsCsvInWhichNothingIsAFormula() throws Exception {
        String machines = csv(MACHINES, Map.of("hash", SimulatedFiles.SEVERAL_MACHINES, "limit", 5));
        List<List<String>> lines = CsvRecords.of(machines);
        assertThat(machines).contains("\r\n");
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0))
                .startsWith("hash", "id", "name", "device_group")
                .hasSize(21);
        assertThat(lines.get(1)).startsWith(SimulatedFiles.SEVERAL_MACHINES).hasSize(21);

        List<List<String>> alerts =
                CsvRecords.of(csv("get_file_alerts", Map.of("hash", SimulatedFiles.SEVERAL_MACHINES)));
        assertThat(alerts.get(0))
                .startsWith("hash", "id", "incident_id", "severity")
                .hasSize(18);
        assertThat(alerts).hasSizeGreaterThan(1);

        List<List<String>> sweep = CsvRecords.of(csv(
                "sweep_file_hashes",
                Map.of("hashes", SimulatedFiles.SEVERAL_MACHINES + " " + SimulatedFiles.ONE_MACHINE)));
        assertThat(sweep).hasSize(3);
        assertThat(sweep.get(2)).startsWith(SimulatedFiles.ONE_MACHINE, "", "answered", "1");

        assertThat(CsvRecords.of(csv(MACHINES, Map.of("hash", SimulatedFiles.SEVERAL_MACHINES))).stream()
                        .flatMap(List::stream))
                .noneMatch(cell -> cell.matches("(?s)[=+\\-@].*"));
    }

    @Test
    void tellsHowToGoOnWhereTheFormHasNoRoomForIt() {
        Response page = given().accept("text/csv")
                .contentType(ContentType.JSON)
                .body(Map.of("hash", SimulatedFiles.SEVERAL_MACHINES, "limit", 10))
                .post("/tools/" + MACHINES);
        assertThat(page.header("X-Total-Count")).isEqualTo("14");

        Response rest = given().accept("text/csv")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "hash", SimulatedFiles.SEVERAL_MACHINES, "limit", 10, "cursor", page.header("X-Next-Cursor")))
                .post("/tools/" + MACHINES);
        assertThat(rest.asString().lines()).hasSize(5);
        assertThat(rest.header("X-Next-Cursor")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "403,403,forbidden",
        "401,502,unauthorized",
        "400,502,bad_request",
        "418,502,bad_request",
        "404,502,broken_answer",
        "500,502,service_failed"
    })
    void saysByTheStatusWhatWentWrong(int fault, int status, String outcome) {
        defender.faults().always(Fault.empty(fault));
        String hash = Question.newHash();
        JsonObject problem = problem(call(MACHINES, Map.of("hash", hash)), status);

        assertThat(problem.getString("outcome")).isEqualTo(outcome);
        Question byMcp = Question.ask(hash);
        assertThat(byMcp.isError()).isTrue();
        if (!problem.containsKey("defender_correlation_id")) {
            assertThat(problem.getString("detail")).isEqualTo(byMcp.text());
        }
    }

    @Test
    void saysWhenToComeAgain() throws InterruptedException {
        defender.faults().always(Fault.throttled(3));
        Response response = call(MACHINES, Map.of("hash", Question.newHash()));
        JsonObject problem = problem(response, 429);

        int seconds = problem.getInteger("retry_after_seconds");
        assertThat(seconds).isBetween(2, 3);
        assertThat(response.header("Retry-After")).isEqualTo(String.valueOf(seconds));
        assertThat(problem.getString("detail")).contains("Ask again in " + seconds + " seconds.");
        assertThat(problem.getString("outcome")).isIn("throttled", "budget_spent");
        assertThat(problem.getString("correlation_id")).isEqualTo(response.header("X-Correlation-Id"));

        // It shuts the budget of the FileTrail that all tests here share: the next one waits until it is open again.
        defender.faults().clear();
        for (int i = 0; i < 50 && Question.ask(Question.newHash()).isError(); i++) {
            Thread.sleep(100);
        }
    }

    @Test
    void tellsProgramsTheSameFactsOverMcp() {
        JsonObject facts =
                ModernQuestion.machines(MD5).result().getJsonObject("_meta").getJsonObject("dev.filetrail/error");
        assertThat(facts).isEqualTo(new JsonObject().put("outcome", "bad_question"));

        Fault fault = Fault.status(400, "InvalidInput", "The input is wrong");
        defender.faults().always(fault);
        facts = ModernQuestion.machines(Question.newHash())
                .result()
                .getJsonObject("_meta")
                .getJsonObject("dev.filetrail/error");
        JsonObject problem = problem(call(MACHINES, Map.of("hash", Question.newHash())), 502);
        assertThat(facts)
                .isEqualTo(new JsonObject()
                        .put("outcome", "bad_request")
                        .put("defender_correlation_id", fault.correlationId()));
        assertThat(problem.getString("defender_correlation_id")).isEqualTo(fault.correlationId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "\"hash\"",
                "7",
                "{\"hash\":",
                "{} {}",
                "[{\"hash\":\"" + SimulatedFiles.ONE_MACHINE + "\"}]",
                "\u0000",
                "hash=1e5b"
            })
    void takesOneObjectAndNothingElse(String body) {
        assertThat(problem(given().contentType("application/json").body(body).post("/tools/" + MACHINES), 400)
                        .getString("detail"))
                .contains("JSON");
    }

    @Test
    void refusesWhatNestsBeyondAllMeasureWhateverTheTypeIsWritten() {
        String deep = "{\"hash\":" + "[".repeat(500) + "]".repeat(500) + "}";
        for (String type : List.of("application/json", "APPLICATION/JSON")) {
            problem(given().contentType(type).body(deep).post("/tools/" + MACHINES), 400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"hash\":null}",
                "{\"hash\":{\"a\":1}}",
                "{\"hash\":[\"a\",\"b\"]}",
                "{\"hash\":true}",
                "{\"hash\":\"" + MD5 + "\"}",
                "{\"sha1\":\"" + SimulatedFiles.ONE_MACHINE + "\"}",
                "{\"<b>\":1}",
                "{\"hash\":\"" + SimulatedFiles.ONE_MACHINE + "\",\"limit\":1e9}",
                "{\"hash\":\"" + SimulatedFiles.ONE_MACHINE + "\",\"limit\":99999999999999999999}",
                "{\"hash\":\"" + SimulatedFiles.ONE_MACHINE + "\",\"cursor\":\"forged\"}",
                "{\"hash\":\"" + SimulatedFiles.ONE_MACHINE + "\",\"_meta\":{}}"
            })
    void tellsOfArgumentsInTheWordsOfMcp(String arguments) {
        JsonObject problem =
                problem(given().contentType("application/json").body(arguments).post("/tools/" + MACHINES), 400);

        assertThat(problem.getString("outcome")).isEqualTo("bad_question");
        assertThat(problem.getString("detail"))
                .isEqualTo(words(
                        ModernQuestion.call(MACHINES, new JsonObject(arguments)).result()));
    }

    @Test
    void takesAnEmptyBodyForNoArguments() {
        assertThat(problem(given().post("/tools/" + MACHINES), 400).getString("detail"))
                .isEqualTo(problem(call(MACHINES, Map.of()), 400).getString("detail"));
    }

    @Test
    void refusesOtherTypesAndTooMuch() throws Exception {
        for (String type : List.of("application/x-www-form-urlencoded", "text/plain", "text/json")) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + RestAssured.port + "/tools/" + MACHINES))
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(type).isEqualTo(415);
            assertThat(response.body()).contains("Content-Type: application/json");
            assertThat(response.headers().firstValue("Accept-Post")).contains("application/json");
        }
        problem(
                given().contentType("application/json")
                        .header("Content-Encoding", "br")
                        .body("{}")
                        .post("/tools/" + MACHINES),
                415);
        problem(
                given().contentType("application/json")
                        .body("{\"hash\":\"" + "a".repeat(1_100_000) + "\"}")
                        .post("/tools/" + MACHINES),
                413);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/tools,'GET, HEAD'",
        "POST,/tools,'GET, HEAD'",
        "DELETE,/tools/,'GET, HEAD'",
        "PUT,/tools/get_machine,'GET, HEAD, POST'",
        "PATCH,/tools/get_machine,'GET, HEAD, POST'",
        "OPTIONS,/tools/get_machine,'GET, HEAD, POST'"
    })
    void saysWhatCanBeDoneHere(String method, String path, String allowed) {
        Response response = given().request(method, path);

        problem(response, 405);
        assertThat(response.header("Allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tools/none",
                "/tools/get_machine/more",
                "/tools/get_machine%2Fmore",
                "/tools/..%2f..%2fetc%2fpasswd",
                "/tools/%3Cscript%3E",
                "/tools/GET_MACHINE",
                "/tools/get_machine%00",
                "/tools/%E2%80%AE"
            })
    void namesTheToolsThereAre(String path) {
        for (String method : List.of("GET", "POST")) {
            JsonObject problem = problem(given().urlEncodingEnabled(false).request(method, path), 404);
            assertThat(problem.getString("detail"))
                    .contains(MACHINES, "get_machine,", "get_file_profile")
                    .doesNotContain("\u0000", "\u202e");
        }
    }

    @Test
    void isTheSameWithASlashAtTheEndAndAnyWayToWriteIt() {
        assertThat(get("/tools/").asString()).isEqualTo(get("/tools").asString());
        String one = get("/tools/get_machine").asString();
        for (String path : List.of(
                "/tools/get_machine/", "/tools/get%5Fmachine", "/tools//get_machine", "/./tools/x/../get_machine")) {
            assertThat(given().urlEncodingEnabled(false).get(path).asString()).isEqualTo(one);
        }
        assertThat(given().urlEncodingEnabled(false).get("/tools/../toolsx").statusCode())
                .isEqualTo(404);
    }

    @Test
    void givesTheHeadAlone() {
        Response head = given().head("/tools");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.contentType()).isEqualTo("application/json");
        assertThat(head.asString()).isEmpty();
        assertThat(given().head("/tools/none").statusCode()).isEqualTo(404);
    }

    private static Response get(String path) {
        Response response = given().get(path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo("application/json");
        return response;
    }

    private static Response call(String tool, Map<String, ?> arguments) {
        return given().contentType("application/json").body(arguments).post("/tools/" + tool);
    }

    private static String csv(String tool, Map<String, ?> arguments) {
        Response response = given().accept("text/csv")
                .contentType("application/json")
                .body(arguments)
                .post("/tools/" + tool);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo("text/csv; charset=utf-8; header=present");
        return response.asString();
    }

    private static JsonObject problem(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        JsonObject problem = new JsonObject(response.asString());
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("type")).isEqualTo("about:blank");
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        return problem;
    }

    private static JsonObject lasting(JsonObject structure) {
        JsonObject lasting = structure.copy();
        OF_THE_MOMENT.forEach(lasting::remove);
        lasting.getMap().entrySet().removeIf(each -> each.getKey().equals("fetched_at"));
        if (lasting.getValue("files") instanceof JsonArray files) {
            files.forEach(file -> OF_THE_MOMENT.forEach(((JsonObject) file)::remove));
        }
        return lasting;
    }

    private static String words(JsonObject result) {
        return result.getJsonArray("content").getJsonObject(0).getString("text");
    }
}
