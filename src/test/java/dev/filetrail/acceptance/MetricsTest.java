// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What FileTrail tells Prometheus, and what the documentation says of it. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class MetricsTest {

    private static final String MACHINES = "get_machines_for_file_hash";
    /** There only where replicas share a store. */
    private static final String STORE = "filetrail_store_up";

    @TestHTTPResource(value = "/metrics", management = true)
    URL address;

    @Inject
    MeterRegistry meters;

    @Simulated
    Simulator defender;

    @BeforeEach
    void calm() {
        defender.faults().clear();
        defender.tenant().reset();
    }

    private String text() {
        return RestAssured.given()
                .baseUri(address.toString())
                .accept("text/plain")
                .get()
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private double value(String series) {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)").matcher(text());
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    private static void askEverything() {
        String tools = "/tools/";
        for (String door : List.of("mcp", "tools")) {
            for (Map.Entry<String, Map<String, ?>> each : Map.<String, Map<String, ?>>of(
                            MACHINES,
                            Map.of("hash", SimulatedFiles.SEVERAL_MACHINES),
                            "sweep_file_hashes",
                            Map.of("hashes", SimulatedFiles.ONE_MACHINE),
                            "get_file_profile",
                            Map.of("hash", SimulatedFiles.SEVERAL_MACHINES),
                            "get_file_alerts",
                            Map.of("hash", SimulatedFiles.SEVERAL_MACHINES),
                            "get_machine",
                            Map.of("machine", "nobody-knows-it"))
                    .entrySet()) {
                if (door.equals("mcp")) {
                    Question.of(each.getKey(), each.getValue());
                } else {
                    given().contentType("application/json")
                            .body(each.getValue())
                            .post(tools + each.getKey());
                }
            }
        }
    }

    /** With {@code -Dsnapshots.write} it writes the table instead. */
    @Test
    void thePageTellsEveryMetricAndEveryLabel() throws IOException {
        askEverything();
        defender.faults().always(Fault.empty(500));
        Question.ask(Question.newHash());

        Map<String, Exposition.Family> families = Exposition.of(text()).families();

        Set<String> rows = new TreeSet<>();
        families.forEach((name, family) -> rows.add(MetricsPage.row(name, family)));
        rows.add(MetricsPage.row(
                STORE,
                new Exposition.Family(
                        "gauge", "1 when replicas share the budget through their store, 0 when it is lost", Map.of())));
        if (System.getProperty("snapshots.write") != null) {
            MetricsPage.write(rows);
        }
        assertThat(MetricsPage.rows()).isEqualTo(rows);
        Map<String, Set<String>> documented = MetricsPage.values();
        families.forEach((name, family) -> family.labels()
                .forEach((label, values) -> assertThat(documented.getOrDefault(label, Set.of()))
                        .as(label + " of " + name)
                        .containsAll(values)));
    }

    @Test
    void countsQuestionsByDoorAndOutcome() {
        String found = "filetrail_questions_total{door=\"tools\",outcome=\"found\",question=\"machines\",}";
        String wrong = "filetrail_questions_total{door=\"mcp\",outcome=\"bad_question\",question=\"machines\",}";
        double foundBefore = value(found);
        double wrongBefore = value(wrong);

        given().contentType("application/json")
                .body(Map.of("hash", SimulatedFiles.SEVERAL_MACHINES))
                .post("/tools/" + MACHINES);
        Question.ask("nonsense");

        assertThat(value(found)).isEqualTo(foundBefore + 1);
        assertThat(value(wrong)).isEqualTo(wrongBefore + 1);
    }

    @Test
    void countsCallsByKindAndStatus() {
        String refused = "filetrail_calls_total{call=\"machines_of_file\",status=\"429\",}";
        String failed = "filetrail_calls_total{call=\"machines_of_file\",status=\"503\",}";
        String answered = "filetrail_calls_total{call=\"machines_of_file\",status=\"200\",}";
        double refusedBefore = value(refused);
        double failedBefore = value(failed);
        double answeredBefore = value(answered);

        defender.faults().next(Fault.empty(503));
        Question.ask(Map.of("hash", SimulatedFiles.ONE_MACHINE, "fresh", true));

        assertThat(value(failed)).isEqualTo(failedBefore + 1);
        assertThat(value(answered)).isEqualTo(answeredBefore + 1);
        assertThat(value(refused)).isEqualTo(refusedBefore);
    }

    @Test
    void tellsWhereAnswersAreFromAndHowOldTheyAre() {
        String fromDefender = "filetrail_answer_age_seconds_count{from=\"defender\",}";
        String fromMemory = "filetrail_answer_age_seconds_count{from=\"memory\",}";
        double fetchedBefore = value(fromDefender);
        double rememberedBefore = value(fromMemory);

        Question.ask(Map.of("hash", SimulatedFiles.ONE_MACHINE, "fresh", true));
        Question.ask(SimulatedFiles.ONE_MACHINE);

        assertThat(value(fromDefender)).isEqualTo(fetchedBefore + 1);
        assertThat(value(fromMemory)).isEqualTo(rememberedBefore + 1);
    }

    @Test
    void tellsWhatIsUnderWay() throws Exception {
        Gauge inFlight = meters.get("filetrail.questions.in.flight").gauge();
        assertThat(inFlight.value()).isZero();
        defender.faults().always(Fault.slow(Duration.ofMillis(1_200)));

        // Not one of the common pool's, which may see other classes than this one.
        CompletableFuture<Question> asked = CompletableFuture.supplyAsync(
                () -> Question.ask(Map.of("hash", Question.newHash())), task -> new Thread(task).start());
        double most = 0;
        while (!asked.isDone()) {
            most = Math.max(most, inFlight.value());
            TimeUnit.MILLISECONDS.sleep(5);
        }

        assertThat(asked.join().isError()).as(asked.join().text()).isFalse();
        assertThat(most).isEqualTo(1);
        assertThat(inFlight.value()).isZero();
    }

    @Test
    void tellsOfTokensTheBreakerAndReadiness() {
        Question.ask(Map.of("hash", SimulatedFiles.ONE_MACHINE, "fresh", true));

        assertThat(value("filetrail_tokens_total{of=\"application\",outcome=\"got\",}"))
                .isPositive();
        assertThat(value("filetrail_token_left_seconds")).isBetween(1.0, 90_000.0);
        assertThat(value("filetrail_breaker{state=\"closed\",}")).isOne();
        assertThat(value("filetrail_breaker{state=\"open\",}")).isZero();
        assertThat(value("filetrail_ready")).isOne();
        assertThat(value("filetrail_wait_seconds_count{call=\"machines_of_file\",outcome=\"granted\",}"))
                .isPositive();
    }

    /** Whatever is sent, and to wherever: nothing of it becomes a label. */
    @Test
    void nothingThatIsSentBecomesALabel() {
        strange(0);
        askEverything();
        Set<String> before = Exposition.of(text()).series();

        for (int i = 1; i <= 40; i++) {
            strange(i);
        }

        assertThat(Exposition.of(text()).series()).isEqualTo(before);
        assertThat(before).hasSizeLessThan(1_000);
    }

    private static void strange(int i) {
        String mark = "strange-" + i + "-" + UUID.randomUUID();
        Question.ask(mark);
        Question.ask(Question.newHash());
        Question.of("get_machine", Map.of("machine", mark));
        Rpc.send("tools/call", Map.of("name", mark, "arguments", Map.of()));
        Rpc.send("resources/read", Map.of("uri", "filetrail://" + mark));
        Rpc.send(mark, Map.of());
        given().get("/" + mark);
        given().contentType("application/json").body("{}").post("/tools/" + mark);
        given().contentType("application/json").body("{}").post("/chat/" + mark);
        given().header("traceparent", mark)
                .header("X-Correlation-Id", mark)
                .header("Mcp-Session-Id", mark)
                .contentType("application/json")
                .body(Map.of("hash", Question.newHash()))
                .post("/tools/" + MACHINES + "?door=" + mark);
    }
}
