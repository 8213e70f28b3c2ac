// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands of docs/how-to/call-tools-over-http.md, typed as they stand there. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class CurlCommandsTest {

    private static final Path PAGE = Path.of("docs/how-to/call-tools-over-http.md");

    @Simulated
    Simulator defender;

    @BeforeEach
    void calm() {
        defender.faults().clear();
        defender.tenant().reset();
    }

    @Test
    void eachDoesWhatThePageSays() throws Exception {
        List<String> commands = Pattern.compile("```sh\n(curl .*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(commands).hasSize(8);

        assertThat(json(commands.get(0)).getJsonArray("tools")).hasSize(5);
        assertThat(json(commands.get(1)).getString("name")).isEqualTo("get_machine");
        assertThat(json(commands.get(2)).getInteger("matching_machines")).isEqualTo(4);
        assertThat(run(commands.get(3))).startsWith("**14 machines have reported the file**");
        assertThat(CsvRecords.of(run(commands.get(4)))).hasSize(15);
        JsonObject problem = json(commands.get(5));
        assertThat(problem.getString("outcome")).isEqualTo("bad_question");
        assertThat(problem.getString("detail")).contains("MD5");
        assertThat(json(commands.get(6)).getJsonArray("tools").getJsonObject(0).getString("type"))
                .isEqualTo("function");
        assertThat(json(commands.get(7)).getString("openapi")).isEqualTo("3.1.0");
    }

    private static JsonObject json(String command) throws Exception {
        return new JsonObject(run(command));
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder(
                        "sh", "-c", command.replace("http://localhost:8080", "http://localhost:" + RestAssured.port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(command).isZero();
        return out;
    }
}
