// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Plays the side of a model in any function-calling loop. It knows what {@code GET /tools?format=openai} says and nothing else: it
 * chooses a function by its words, builds arguments out of the schema, and goes on by what answers and errors say.
 */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class FunctionCallingTest {

    private static final int MOST_TURNS = 30;

    @Simulated
    Simulator defender;

    private List<JsonObject> functions;

    @BeforeEach
    void isToldOfTheFunctions() {
        defender.faults().clear();
        defender.tenant().reset();
        functions = new JsonObject(given().get("/tools?format=openai").asString())
                .getJsonArray("tools").stream()
                        .map(JsonObject.class::cast)
                        .peek(tool -> assertThat(tool.getString("type")).isEqualTo("function"))
                        .map(tool -> tool.getJsonObject("function"))
                        .toList();
        assertThat(functions).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "which machines have this file,get_machines_for_file_hash",
        "what is this file and is it malicious,get_file_profile",
        "has this file raised alerts,get_file_alerts",
        "look up this whole list of hashes at once,sweep_file_hashes",
        "what is this machine and who logged on to it,get_machine"
    })
    void findsTheFunctionByItsWordsAndCallsItByItsSchema(String question, String expected) {
        JsonObject function = chosen(question);
        assertThat(function.getString("name")).isEqualTo(expected);

        JsonObject arguments = needed(function);
        if (expected.equals("get_machine")) {
            // Its example is made up; what it is to ask about stands in an answer to another question.
            arguments.put(
                    "machine",
                    answer(chosen("which machines have this file"), needed(chosen("which machines have this file")))
                            .getJsonArray("machines")
                            .getJsonObject(0)
                            .getString("id"));
        }
        assertThat(answer(function, arguments).isEmpty()).isFalse();
    }

    @Test
    void mayGiveAnyArgumentThatTheSchemaHas() {
        for (JsonObject function : functions) {
            JsonObject properties = function.getJsonObject("parameters").getJsonObject("properties");
            for (String name : properties.fieldNames()) {
                for (Object value : values(properties.getJsonObject(name))) {
                    JsonObject arguments = needed(function).put(name, value);
                    assertThat(faults(function, arguments))
                            .as(arguments.encode())
                            .isEmpty();
                    Response response = call(function, arguments);
                    boolean forged = name.equals("cursor");
                    assertThat(response.statusCode())
                            .as(function.getString("name") + " " + arguments + " " + response.asString())
                            .isEqualTo(forged ? 400 : 200);
                }
            }
        }
    }

    @Test
    void turnsThePagesToTheEnd() {
        for (String question : List.of("which machines have this file", "has this file raised alerts")) {
            JsonObject function = chosen(question);
            JsonObject arguments = needed(function).put("limit", 2);
            List<String> ids = new ArrayList<>();
            JsonObject page = answer(function, arguments);
            for (int turn = 0; turn < MOST_TURNS; turn++) {
                entries(page).forEach(entry -> ids.add(entry.getString("id")));
                if (page.getString("next_cursor") == null) {
                    break;
                }
                page = answer(function, arguments.copy().put("cursor", page.getString("next_cursor")));
            }
            int total = page.getMap().entrySet().stream()
                    .filter(each -> each.getKey().startsWith("matching_"))
                    .mapToInt(each -> ((Number) each.getValue()).intValue())
                    .sum();
            assertThat(ids).hasSize(total).doesNotHaveDuplicates().hasSizeGreaterThan(2);
        }
    }

    @Test
    void doesWhatAnErrorAdvises() {
        JsonObject function = chosen("which machines have this file");
        JsonObject arguments = new JsonObject().put("sha1", SimulatedFiles.ONE_MACHINE);
        JsonObject problem = problem(call(function, arguments));
        Matcher names = Pattern.compile("The arguments are: ([a-z_0-9, ]+)\\.").matcher(problem.getString("detail"));
        assertThat(names.find()).isTrue();

        arguments = new JsonObject().put(names.group(1).split(", ")[0], arguments.getString("sha1"));
        assertThat(answer(function, arguments.put("min_risk", "none")).getInteger("total_machines"))
                .isOne();

        problem = problem(call(function, arguments.put("sort", "worst first")));
        names = Pattern.compile("'(\\w+)' must be one of (\\w+)").matcher(problem.getString("detail"));
        assertThat(names.find()).isTrue();
        arguments.put(names.group(1), names.group(2));
        assertThat(answer(function, arguments).getInteger("total_machines")).isOne();
    }

    @Test
    void waitsAsLongAsItIsTold() throws InterruptedException {
        JsonObject function = chosen("which machines have this file");
        JsonObject arguments = new JsonObject().put("hash", Question.newHash());
        defender.faults().next(Fault.throttled(2));

        Response refused = call(function, arguments);
        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(429);
        int told = problem(refused).getInteger("retry_after_seconds");
        assertThat(told).isEqualTo(2);

        Thread.sleep(1_000L * told);
        Response response = call(function, arguments);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    }

    /** The function whose description has most of the question in it, word by word and pair by pair. */
    private JsonObject chosen(String question) {
        return functions.stream()
                .max(Comparator.comparingInt(function -> shared(question, function.getString("description"))))
                .orElseThrow();
    }

    private static int shared(String question, String description) {
        List<String> asked = words(question);
        String described = " " + String.join(" ", words(description)) + " ";
        int shared = 0;
        for (int i = 0; i < asked.size(); i++) {
            shared += described.contains(" " + asked.get(i) + " ") ? 1 : 0;
            shared += i > 0 && described.contains(" " + asked.get(i - 1) + " " + asked.get(i) + " ") ? 2 : 0;
        }
        return shared;
    }

    private static List<String> words(String text) {
        return List.of(text.toLowerCase(Locale.ROOT).split("\\W+"));
    }

    private static JsonObject needed(JsonObject function) {
        JsonObject parameters = function.getJsonObject("parameters");
        JsonObject arguments = new JsonObject();
        for (Object name : parameters.getJsonArray("required", new JsonArray())) {
            arguments.put(
                    (String) name,
                    values(parameters.getJsonObject("properties").getJsonObject((String) name))
                            .get(0));
        }
        return arguments;
    }

    /** All that a schema names, and the ends of its bounds. */
    private static List<Object> values(JsonObject schema) {
        for (String named : List.of("examples", "enum")) {
            if (schema.containsKey(named)) {
                return schema.getJsonArray(named).stream().toList();
            }
        }
        return switch (schema.getString("type")) {
            case "boolean" -> List.of(true, false);
            case "integer" -> List.of(schema.getInteger("minimum"), schema.getInteger("maximum"));
            default -> List.of("x".repeat(schema.getInteger("maxLength")));
        };
    }

    private static Set<?> faults(JsonObject function, JsonObject arguments) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(function.getJsonObject("parameters").encode())
                .validate(arguments.encode(), InputFormat.JSON);
    }

    private static Response call(JsonObject function, JsonObject arguments) {
        return given().contentType("application/json")
                .body(arguments.encode())
                .post("/tools/" + function.getString("name"));
    }

    private static JsonObject answer(JsonObject function, JsonObject arguments) {
        Response response = call(function, arguments);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return new JsonObject(response.asString());
    }

    private static JsonObject problem(Response response) {
        assertThat(response.statusCode()).isBetween(400, 599);
        return new JsonObject(response.asString());
    }

    private static List<JsonObject> entries(JsonObject page) {
        for (Map.Entry<String, Object> each : page) {
            if (each.getValue() instanceof JsonArray list) {
                return list.stream().map(JsonObject.class::cast).toList();
            }
        }
        throw new AssertionError("no list in " + page);
    }
}
