// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.SimulatorServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A setting of Quarkus' own is heeded wherever it stands. Natively those that nobody touches are taken as they were when the
 * executable was built, so each way of touching one is tried; what is seen of it is the log of requests, off by itself.
 */
@Tag("long")
class SettingsIT {

    private static final String SETTING = "quarkus.http.access-log.enabled";
    private static final String IN_THE_ENVIRONMENT = "QUARKUS_HTTP_ACCESS_LOG_ENABLED";

    private static SimulatorServer defender;

    @TempDir
    private Path place;

    @BeforeAll
    static void start() {
        defender = SimulatorServer.start();
    }

    @AfterAll
    static void stop() {
        defender.close();
    }

    @Test
    void isAsItIsMeantWhereNobodyTouchesIt() throws Exception {
        assertThat(requestsAreLogged(Map.of())).isFalse();
    }

    @Test
    void isHeededInTheEnvironment() throws Exception {
        assertThat(requestsAreLogged(Map.of(SETTING, "true"))).isTrue();
    }

    @Test
    void isHeededInAFileBesideTheProgram() throws Exception {
        Path file = Files.createDirectory(place.resolve("config")).resolve("application.properties");
        Files.writeString(file, SETTING + "=true\n");
        assertThat(requestsAreLogged(Map.of())).isTrue();
    }

    @Test
    void isHeededInAFileOfVariables() throws Exception {
        Files.writeString(place.resolve(".env"), IN_THE_ENVIRONMENT + "=true\n");
        assertThat(requestsAreLogged(Map.of())).isTrue();
    }

    @Test
    void isHeededInAFileThatIsNamed() throws Exception {
        Path file = Files.writeString(place.resolve("mine.properties"), SETTING + "=true\n");
        assertThat(requestsAreLogged(Map.of("quarkus.config.locations", file.toString())))
                .isTrue();
    }

    @Test
    void isHeededForAProfile() throws Exception {
        assertThat(requestsAreLogged(Map.of("quarkus.profile", "noisy", "%noisy." + SETTING, "true")))
                .isTrue();
    }

    /** Whoever sets it makes up part of its name, which is in no list. */
    @Test
    void isHeededWhereItsNameIsPartlyMadeUp() throws Exception {
        assertThat(log(Map.of())).contains("Installed features").doesNotContain("WARN");
        assertThat(log(Map.of("quarkus.log.category.\"io.quarkus\".level", "ERROR")))
                .doesNotContain("Installed features");
    }

    @Test
    void isToldWhereNobodyKnowsItsName() throws Exception {
        Path file = Files.writeString(place.resolve("mine.properties"), "filetrail.audit.no-such-name=1\n");
        Program.Run run = Program.run(Map.of("quarkus.config.locations", file.toString()));
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.out() + run.err()).contains("filetrail.audit.no-such-name");
    }

    private boolean requestsAreLogged(Map<String, String> settings) throws IOException, InterruptedException {
        return log(settings).contains("/nothing-of-that-name");
    }

    private String log(Map<String, String> settings) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("quarkus.shutdown.delay", "0s");
        try (ServingProgram program = ServingProgram.start(List.of("env", "-C", place.toString()), defender, all)) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + program.port() + "/nothing-of-that-name"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(404);
            program.signal("TERM");
            program.awaitEnd(Duration.ofSeconds(30));
            return program.log();
        }
    }
}
