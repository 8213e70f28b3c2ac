// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.RedisServer;
import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.CallLog;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three programs, one store, one tenant with the published quotas; and everything that can end does. */
@Tag("long")
class ReplicasIT {

    private static final String PASSWORD = "open-sesame-4711";
    private static final int QUOTA = 100;

    private final Map<ServingProgram, Asker> askers = new HashMap<>();

    @Test
    void togetherStayWithinTheQuotaWhateverEnds() throws Exception {
        try (RedisServer redis = RedisServer.start("--requirepass", PASSWORD);
                SimulatorServer defender = SimulatorServer.start()) {
            Map<String, String> settings = settings(defender, "redis://:" + PASSWORD + "@127.0.0.1:" + redis.port());
            try (ServingProgram one = ServingProgram.start(settings);
                    ServingProgram two = ServingProgram.start(settings);
                    ServingProgram three = ServingProgram.start(settings)) {
                answerOfOneIsGivenByAnother(defender, one, two);

                Load load = new Load();
                load.on(List.of(one, two, three), Duration.ofSeconds(6));
                assertThat(load.answered.get()).isPositive();
                three.process().destroyForcibly().waitFor();
                load.on(List.of(one, two), Duration.ofSeconds(6));

                redis.kill();
                load.on(List.of(one, two), Duration.ofSeconds(12));
                for (ServingProgram each : List.of(one, two)) {
                    assertThat(sharing(each)).isEqualTo("store_lost");
                    JsonPath remembered = ask(each, Map.of("hash", SimulatedFiles.SEVERAL_MACHINES))
                            .get(30, TimeUnit.SECONDS);
                    assertThat(remembered.getBoolean("result.isError")).isFalse();
                }

                redis.bringBack();
                load.on(List.of(one, two), Duration.ofSeconds(10));
                for (ServingProgram each : List.of(one, two)) {
                    assertThat(sharing(each)).isEqualTo("shared");
                }
                int before = load.answered.get();
                load.on(List.of(one, two), Duration.ofSeconds(70));

                assertThat(load.answered.get() - before).isGreaterThan(QUOTA / 2);
                assertThat(load.odd).as(load.odd.toString()).isEmpty();
                assertThat(mostInAMinute(defender)).isBetween(QUOTA / 2L, (long) QUOTA);
                assertThat(defender.simulator().calls().all()).noneMatch(call -> call.status() == 429);
                for (ServingProgram each : List.of(one, two)) {
                    assertThat(each.log())
                            .containsOnlyOnce("is lost: it has closed the connection")
                            .doesNotContain("\tat ");
                    assertThat(each.log().split("is lost", -1))
                            .hasSameSizeAs(each.log().split("is back", -1));
                }
                for (ServingProgram each : List.of(one, two, three)) {
                    assertThat(each.log()).doesNotContain(PASSWORD);
                }
            }
        }
    }

    @Test
    void goesThroughTlsAndTrustsOnlyWhomItIsToldTo(@TempDir Path directory) throws Exception {
        Path key = directory.resolve("key.pem");
        Path certificate = directory.resolve("certificate.pem");
        certificateFor("IP:127.0.0.1", key, certificate);
        try (RedisServer redis = RedisServer.startWithTls(certificate, key, "--requirepass", PASSWORD);
                SimulatorServer defender = SimulatorServer.start()) {
            Map<String, String> settings = settings(defender, "rediss://:" + PASSWORD + "@127.0.0.1:" + redis.port());
            try (ServingProgram untold = ServingProgram.start(settings)) {
                assertThat(ask(untold, Map.of("hash", SimulatedFiles.ONE_MACHINE))
                                .get(30, TimeUnit.SECONDS)
                                .getBoolean("result.isError"))
                        .isFalse();
                assertThat(sharing(untold)).isEqualTo("store_lost");
                assertThat(untold.log()).contains("is lost").doesNotContain(PASSWORD);
            }
            settings.put("quarkus.redis.tls.trust-certificate-pem", "true");
            settings.put("quarkus.redis.tls.trust-certificate-pem.certs", certificate.toString());
            try (ServingProgram one = ServingProgram.start(settings);
                    ServingProgram two = ServingProgram.start(settings)) {
                answerOfOneIsGivenByAnother(defender, one, two);
                assertThat(one.log())
                        .containsPattern("(shared through|share,) rediss://127[.]0[.]0[.]1:")
                        .doesNotContain(PASSWORD);
            }
        }
    }

    @Test
    void aWrongPasswordIsSaidAndNotShown() throws Exception {
        try (RedisServer redis = RedisServer.start("--requirepass", PASSWORD);
                SimulatorServer defender = SimulatorServer.start();
                ServingProgram program = ServingProgram.start(
                        settings(defender, "redis://:not-" + PASSWORD + "@127.0.0.1:" + redis.port()))) {
            assertThat(ask(program, Map.of("hash", SimulatedFiles.ONE_MACHINE))
                            .get(30, TimeUnit.SECONDS)
                            .getBoolean("result.isError"))
                    .isFalse();
            assertThat(sharing(program)).isEqualTo("store_lost");
            assertThat(program.log()).contains("WRONGPASS").doesNotContain(PASSWORD);
        }
    }

    @Test
    void anAddressThatIsNoneStopsTheStartAndIsNotShown() throws Exception {
        try (SimulatorServer defender = SimulatorServer.start()) {
            for (String address :
                    List.of("redis://:" + PASSWORD + " %zz@host:1", "http://:" + PASSWORD + "@host", PASSWORD)) {
                Map<String, String> settings = settings(defender, address);
                settings.put("quarkus.http.port", "0");
                Program.Run run = Program.run(settings);
                assertThat(run.exitCode()).isEqualTo(1);
                assertThat(run.out() + run.err())
                        .contains("FILETRAIL_BUDGET_STORE")
                        .doesNotContain(PASSWORD)
                        .doesNotContain("\tat ");
            }
        }
    }

    private void answerOfOneIsGivenByAnother(SimulatorServer defender, ServingProgram one, ServingProgram two)
            throws Exception {
        long before = defender.simulator().calls().count(CallKind.MACHINES_OF_FILE);
        JsonPath asked = ask(one, Map.of("hash", SimulatedFiles.SEVERAL_MACHINES, "limit", 3))
                .get(30, TimeUnit.SECONDS);
        String cursor = asked.getString("result.structuredContent.next_cursor");
        assertThat(asked.getBoolean("result.structuredContent.remembered")).isFalse();
        JsonPath page = null;
        // The answer is left for the others after it has been given.
        for (int i = 0; i < 50 && (page == null || page.getBoolean("result.isError")); i++) {
            page = ask(two, Map.of("hash", SimulatedFiles.SEVERAL_MACHINES, "limit", 3, "cursor", cursor))
                    .get(30, TimeUnit.SECONDS);
        }
        assertThat(page.getList("result.structuredContent.machines.id"))
                .hasSize(3)
                .doesNotContainAnyElementsOf(asked.getList("result.structuredContent.machines.id"));

        JsonPath again = ask(two, Map.of("hash", SimulatedFiles.SEVERAL_MACHINES, "limit", 3))
                .get(30, TimeUnit.SECONDS);
        assertThat(again.getBoolean("result.structuredContent.remembered")).isTrue();
        assertThat(again.getList("result.structuredContent.machines.id"))
                .isEqualTo(asked.getList("result.structuredContent.machines.id"));
        assertThat(defender.simulator().calls().count(CallKind.MACHINES_OF_FILE) - before)
                .isEqualTo(1);
    }

    /** Asks for one new file after the other, on all replicas, faster than the quota allows. */
    private final class Load {

        private final AtomicInteger answered = new AtomicInteger();
        private final List<String> odd = new java.util.concurrent.CopyOnWriteArrayList<>();

        void on(List<ServingProgram> replicas, Duration time) throws Exception {
            List<CompletableFuture<?>> all = new ArrayList<>();
            long end = System.nanoTime() + time.toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                ServingProgram replica = replicas.get(i % replicas.size());
                all.add(ask(replica, Map.of("hash", Question.newHash())).thenAccept(this::told));
                if (i % 20 == 0) {
                    assertThat(RestAssured.given()
                                    .port(replica.managementPort())
                                    .get("/q/health/ready")
                                    .statusCode())
                            .isEqualTo(200);
                }
                TimeUnit.MILLISECONDS.sleep(40);
            }
            for (CompletableFuture<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
        }

        private void told(JsonPath answer) {
            if (!answer.getBoolean("result.isError")) {
                answered.incrementAndGet();
            } else if (!answer.getString("result.content[0].text").contains("no call to Defender left")) {
                odd.add(answer.getString("result.content[0].text"));
            }
        }
    }

    private static long mostInAMinute(SimulatorServer defender) {
        List<Instant> starts = defender.simulator().calls().all().stream()
                .filter(call -> call.kind() == CallKind.MACHINES_OF_FILE)
                .map(CallLog.Call::at)
                .toList();
        return starts.stream()
                .mapToLong(first -> starts.stream()
                        .filter(each -> !each.isBefore(first) && each.isBefore(first.plusSeconds(60)))
                        .count())
                .max()
                .orElse(0);
    }

    /** As its readiness says; the metric that an alert is made of must say the same. */
    private static String sharing(ServingProgram program) {
        String sharing = of(program, "/q/health/ready")
                .jsonPath()
                .getString("checks.find { it.name == 'budget store' }.data.sharing");
        assertThat(of(program, "/q/metrics").asString())
                .contains("filetrail_store_up " + (sharing.equals("store_lost") ? "0.0" : "1.0"));
        return sharing;
    }

    private static Response of(ServingProgram program, String path) {
        return RestAssured.given()
                .port(program.managementPort())
                .accept("*/*")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private static Map<String, String> settings(SimulatorServer defender, String store) {
        Map<String, String> settings = new HashMap<>(SimulatedDefender.settings(defender));
        settings.put("filetrail.budget.store", store);
        settings.put("filetrail.budget.patience", "500ms");
        return settings;
    }

    private static void certificateFor(String name, Path key, Path certificate) throws Exception {
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=store",
                        "-addext",
                        "subjectAltName=" + name,
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(openssl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(openssl.waitFor()).as(said).isZero();
    }

    private CompletableFuture<JsonPath> ask(ServingProgram program, Map<String, ?> arguments) {
        return askers.computeIfAbsent(program, Asker::new)
                .asking(arguments)
                .thenApply(reply -> JsonPath.from(reply.body()));
    }
}
