// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.acceptance.SpanCollector.Received;
import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.CallLog;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SignIn;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the assistant's {@code traceparent} to Microsoft's call: what the packaged program tells a collector. */
@Tag("long")
class TracesIT {

    private static final String ASKED_BY = "b7ad6b7169203331";
    private static final String TOOL = "/tools/get_machines_for_file_hash";

    private static SimulatorServer defender;
    private static SpanCollector collector;
    private static ServingProgram program;

    @BeforeAll
    static void start() throws Exception {
        defender = SimulatorServer.start();
        collector = SpanCollector.start();
        program = ServingProgram.start(defender, settings());
    }

    private static Map<String, String> settings() {
        return Map.of(
                "otel.exporter-otlp-endpoint", collector.address(),
                "otel.exporter-otlp-headers", "authorization=Bearer%20of-the-collector",
                "otel.resource-attributes", "deployment.environment.name=test");
    }

    @AfterAll
    static void stop() throws Exception {
        program.close();
        collector.close();
        defender.close();
    }

    @BeforeEach
    void calm() {
        defender.simulator().faults().clear();
        defender.simulator().calls().clear();
    }

    private static String newTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static Response ask(String hash, String trace, String flags) {
        return RestAssured.given()
                .baseUri("http://127.0.0.1:" + program.port())
                .contentType("application/json")
                .header("traceparent", "00-" + trace + "-" + ASKED_BY + "-" + flags)
                .header("tracestate", "vendor=1")
                .body(Map.of("hash", hash))
                .post(TOOL);
    }

    private static CallLog.Call onlyCall() {
        List<CallLog.Call> calls = defender.simulator().calls().all().stream()
                .filter(each -> each.kind() == CallKind.MACHINES_OF_FILE)
                .toList();
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    @Test
    void goFromWhoeverAsksToMicrosoft() throws Exception {
        String trace = newTrace();
        String correlationId = ask(SimulatedFiles.ONE_MACHINE, trace, "01").header("X-Correlation-Id");

        List<Received> spans = collector.ofTrace(trace);
        Received question = spans.get(0);
        assertThat(question.name()).isEqualTo("machines");
        assertThat(question.span().getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        assertThat(question.parentId()).isEqualTo(ASKED_BY);
        assertThat(question.attributes())
                .containsEntry("filetrail.door", "tools")
                .containsEntry("filetrail.question", "machines")
                .containsEntry("filetrail.outcome", "found")
                .containsEntry("filetrail.remembered", false)
                .containsEntry("filetrail.correlation_id", correlationId)
                .containsEntry("service.name", "filetrail")
                .containsEntry("deployment.environment.name", "test");
        assertThat(spans.subList(1, spans.size())).allSatisfy(each -> {
            assertThat(each.parentId()).isEqualTo(question.spanId());
            assertThat(each.span().getEndTimeUnixNano())
                    .isBetween(
                            each.span().getStartTimeUnixNano(), question.span().getEndTimeUnixNano());
        });
        assertThat(spans.stream().map(Received::name))
                .contains("wait for a call", "call machines_of_file")
                .doesNotHaveDuplicates();
        Received call = spans.get(spans.size() - 1);
        assertThat(call.span().getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
        assertThat(call.attributes())
                .containsEntry("filetrail.call", "machines_of_file")
                .containsEntry("filetrail.attempt", 1L)
                .containsEntry("filetrail.status", "200")
                .containsEntry("http.response.status_code", 200L);
        assertThat(onlyCall().headers())
                .containsEntry("traceparent", "00-" + trace + "-" + call.spanId() + "-01")
                .containsEntry("tracestate", "vendor=1");
        assertThat(collector.faults()).isEmpty();
        assertThat(collector.headers())
                .allSatisfy(each -> assertThat(each).containsEntry("Authorization", "Bearer of-the-collector"));
    }

    @Test
    void tellEveryAttemptAndWhatBecameOfIt() throws Exception {
        defender.simulator().faults().next(Fault.empty(503));
        String trace = newTrace();
        ask(Question.newHash(), trace, "01");

        List<Received> calls = collector.ofTrace(trace).stream()
                .filter(each -> each.name().startsWith("call "))
                .toList();
        assertThat(calls)
                .extracting(each -> each.attributes().get("filetrail.attempt"))
                .containsExactly(1L, 2L);
        assertThat(calls.get(0).span().getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
        assertThat(calls.get(0).attributes()).containsEntry("filetrail.status", "503");
        assertThat(calls.get(1).span().getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    }

    @Test
    void tellThatNobodyHadToBeAsked() throws Exception {
        ask(SimulatedFiles.ONE_MACHINE, newTrace(), "01");
        String trace = newTrace();
        ask(SimulatedFiles.ONE_MACHINE, trace, "01");

        List<Received> spans = collector.ofTrace(trace);
        assertThat(spans).hasSize(1);
        assertThat(spans.get(0).attributes()).containsEntry("filetrail.remembered", true);
    }

    @Test
    void ofSomebodyWhoWantsNoneAreNotToldAndPassedOnAllTheSame() throws Exception {
        String unwanted = newTrace();
        ask(Question.newHash(), unwanted, "00");
        assertThat(onlyCall().headers().get("traceparent"))
                .startsWith("00-" + unwanted + "-")
                .endsWith("-00")
                .doesNotContain(ASKED_BY);

        String wanted = newTrace();
        ask(Question.newHash(), wanted, "01");
        collector.ofTrace(wanted);
        assertThat(collector.bodies()).noneMatch(body -> body.contains(unwanted));
    }

    @Test
    void nameNoFileNoMachineAndNoSecret() throws Exception {
        String hash = SimulatedFiles.SEVERAL_MACHINES;
        String trace = newTrace();
        JsonObject report = new JsonObject(ask(hash, trace, "01").asString());
        collector.ofTrace(trace);

        assertThat(report.encode()).contains(hash);
        assertThat(String.join("", collector.bodies()))
                .doesNotContain(hash)
                .doesNotContain(SignIn.CLIENT_SECRET)
                .doesNotContain("of-the-collector")
                .doesNotContain("Bearer");
        List<String> names = report.getJsonArray("machines").stream()
                .map(machine -> ((JsonObject) machine).getString("name"))
                .filter(Objects::nonNull)
                .toList();
        assertThat(names).isNotEmpty();
        assertThat(String.join("", collector.bodies())).doesNotContain(names);
    }

    @Test
    void waitForACollectorThatIsBusy() throws Exception {
        collector.busy(2);
        String trace = newTrace();
        ask(Question.newHash(), trace, "01");

        assertThat(collector.ofTrace(trace)).isNotEmpty();
    }

    @Test
    void beginHereWhenNobodyHasNamedOneAndAreToldBeforeTheEnd() throws Exception {
        try (StdioProgram own = StdioProgram.start(defender, settings())) {
            own.initialize("2025-11-25");
            own.askMachines(1, Question.newHash());
            own.answer(1);
            String trace = onlyCall().headers().get("traceparent").split("-")[1];
            own.hangUp();
            assertThat(own.exitCode()).isZero();

            List<Received> spans = collector.ofTrace(trace);
            assertThat(spans.get(0).parentId()).isNull();
            assertThat(spans.get(0).attributes()).containsEntry("filetrail.door", "mcp");
        }
    }

    /** Answers don't wait for a collector, whatever becomes of it. */
    @Test
    void areDroppedWhenNobodyTakesThemAndTheLogSaysSo() throws Exception {
        try (ServingProgram own =
                ServingProgram.start(defender, Map.of("otel.exporter-otlp-endpoint", "http://127.0.0.1:1"))) {
            assertThat(new Asker(own)
                            .asking(Map.of("hash", SimulatedFiles.ONE_MACHINE))
                            .get(30, TimeUnit.SECONDS)
                            .body())
                    .contains("\"isError\":false");
            for (int i = 0; i < 300 && !own.log().contains("spans were dropped"); i++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(own.log()).contains("spans were dropped: the collector at http://127.0.0.1:1/v1/traces");
        }
    }

    @Test
    void aSettingThatCannotWorkStopsTheStart() throws Exception {
        Map<String, String> settings = new java.util.HashMap<>(SimulatedDefender.settings(defender));
        settings.put("otel.exporter-otlp-endpoint", collector.address());
        settings.put("otel.exporter-otlp-protocol", "grpc");
        Program.Run run = Program.run(settings, "machines", SimulatedFiles.ONE_MACHINE);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("OTEL_EXPORTER_OTLP_PROTOCOL is grpc, which FileTrail does not speak");
    }
}
