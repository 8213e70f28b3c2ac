package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatorServer;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many who ask for the same at once, and those who wait in line. The budget is as it comes. */
class ManyAskersIT {

    private static final int ASKERS = 500;
    private static final int FILES = 20;

    private final HttpClient client = HttpClient.newHttpClient();

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
            List<CompletableFuture<JsonPath>> answers = new ArrayList<>();
            for (int i = 0; i < ASKERS; i++) {
                answers.add(ask(program.port(), files.get(i % FILES)));
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
                JsonPath refused = ask(program.port(), Question.newHash()).get(60, TimeUnit.SECONDS);
                assertThat(refused.getString("result.content[0].text")).contains("(429)", "Ask again in 2 seconds");

                List<CompletableFuture<JsonPath>> line = new ArrayList<>();
                for (int i = 0; i < 30; i++) {
                    line.add(ask(program.port(), Question.newHash()));
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

    private CompletableFuture<JsonPath> ask(int port, String hash) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/mcp"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
                                + "\"get_machines_for_file_hash\",\"arguments\":{\"hash\":\"" + hash
                                + "\",\"limit\":1}}}"))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString())
                .thenApply(HttpResponse::body)
                .thenApply(JsonPath::from);
    }
}
