// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static dev.filetrail.acceptance.Doorbell.ring;
import static dev.filetrail.acceptance.Doorbell.ringWith;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.filetrail.simulator.SimulatedFiles;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who brings a key comes in by the doors that it opens, at the packaged program; tokens and keys each have doors of their own. */
@Tag("long")
class KeyAccessIT {

    private static GuardedProgram guarded;

    @BeforeAll
    static void start() throws Exception {
        guarded = GuardedProgram.start(Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        guarded.close();
    }

    @Test
    void aKeyOpensItsDoors() throws Exception {
        assertThat(new Asker(guarded.program(), guarded.key())
                        .ask(SimulatedFiles.SEVERAL_MACHINES)
                        .total())
                .isEqualTo(14);
        ring(given().header("X-API-Key", guarded.key())).statusCode(200);

        ringWith(guarded.keyForTools())
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("doesn't open the door 'mcp'"));
        given().header("X-API-Key", guarded.keyForTools()).get("/tools").then().statusCode(200);
    }

    @Test
    void doorsTakeWhatTheyAreConfiguredToTake() {
        given().header("Authorization", "Bearer " + guarded.token())
                .get("/tools")
                .then()
                .statusCode(401)
                .body("detail", containsString("a key of FileTrail's"));
        given().header("X-API-Key", guarded.key())
                .get("/nothing")
                .then()
                .statusCode(401)
                .body("detail", containsString("an access token of"));
        ringWith(guarded.token()).statusCode(200);
    }

    @Test
    void theDescriptionIsOpenToAllAndTheToolsAreNot() {
        given().get("/q/openapi").then().statusCode(200).body("openapi", equalTo("3.1.0"));
        given().head("/q/openapi").then().statusCode(200);
        for (String path : List.of("/tools", "/tools/get_machine", "/q/openapi/", "/q/openapi.json")) {
            given().urlEncodingEnabled(false).get(path).then().statusCode(401);
        }
        given().post("/q/openapi").then().statusCode(401);
        given().header("X-API-Key", guarded.keyForTools())
                .contentType("application/json")
                .body(Map.of("hash", SimulatedFiles.SEVERAL_MACHINES))
                .post("/tools/get_machines_for_file_hash")
                .then()
                .statusCode(200)
                .body("total_machines", equalTo(14));
    }

    @Test
    void thePageIsOpenToAllAndNothingElseIs() throws Exception {
        for (String path : List.of("/", "/index.html", "/?hash=x")) {
            given().get(path).then().statusCode(200).contentType("text/html").body(containsString("<title>FileTrail"));
            given().head(path).then().statusCode(200);
            given().post(path).then().statusCode(401);
            given().options(path).then().statusCode(401);
        }
        for (String path :
                List.of("/index.htm", "//", "/./", "/x/..", "/%2e/", "/index.html/", "/;/", "/mcp", "/mcp/../", "/q")) {
            // As it stands: RestAssured would make the shortest path of it.
            URI as = URI.create("http://127.0.0.1:" + guarded.program().port() + path);
            HttpResponse<Void> response =
                    HttpClient.newHttpClient().send(HttpRequest.newBuilder(as).build(), BodyHandlers.discarding());
            // Two slashes are no path to Vert.x, which says so before the gate does.
            assertThat(response.statusCode()).as(path).isEqualTo(path.equals("//") ? 400 : 401);
        }
    }

    @Test
    void aWrongKeyIsRefusedSlowlyAndWrittenDown() throws Exception {
        long before = refusalsOfKeys();
        String wrong = guarded.key().substring(0, guarded.key().length() - 2) + "zz";
        long start = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            ringWith(wrong)
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("detail", containsString("not known here"))
                    .body("detail", not(containsString(wrong)));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_500));
        assertThat(refusalsOfKeys()).isEqualTo(before + 3);
        assertThat(guarded.program().log()).doesNotContain(wrong);
        ringWith(guarded.key()).statusCode(200);
    }

    @Test
    void aKeyThatIsTakenAwayOpensNothingASecondLater() throws Exception {
        Program.Run made = Program.run(
                Map.of(), "key", "new", "short-lived", "--file", guarded.keys().toString());
        String key = made.out().strip();
        awaitStatus(key, 200);

        List<String> others = Files.readAllLines(guarded.keys()).stream()
                .filter(line -> !line.startsWith("short-lived "))
                .collect(Collectors.toList());
        Files.write(guarded.keys(), others);
        awaitStatus(key, 401);
        ringWith(guarded.key()).statusCode(200);
    }

    @Test
    void whoAskedIsWrittenDownAndWhoWasRefusedToo() throws Exception {
        String correlationId = new Asker(guarded.program(), guarded.key())
                .response(SimulatedFiles.ONE_MACHINE)
                .headers()
                .firstValue("X-Correlation-Id")
                .orElseThrow();
        ringWith(guarded.keyForTools()).statusCode(403);

        assertThat(guarded.program().log().lines())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"audit\":\"filetrail\"",
                                "\"door\":\"mcp\"",
                                "\"way\":\"key\"",
                                "\"subject\":\"everywhere\"",
                                "\"hash\":\"" + SimulatedFiles.ONE_MACHINE + "\"",
                                "\"outcome\":\"found\"",
                                "\"correlation_id\":\"" + correlationId + "\""))
                .anySatisfy(line -> assertThat(line).contains("\"question\":\"denied\"", "\"status\":403"));
        assertThat(guarded.program().log()).doesNotContain(guarded.key(), guarded.keyForTools(), "eyJ");
    }

    @Test
    void aSessionIsOneCallersAlone() {
        String session = given().header("Authorization", "Bearer " + guarded.key())
                .contentType("application/json")
                .accept("application/json, text/event-stream")
                .body(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                                + "\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}")
                .post("/mcp")
                .then()
                .statusCode(200)
                .extract()
                .header("Mcp-Session-Id");
        assertThat(session).isNotBlank();
        ring(given().header("Authorization", "Bearer " + guarded.token()).header("Mcp-Session-Id", session))
                .statusCode(404)
                .body("detail", containsString("no such session"));
        ring(given().header("Authorization", "Bearer " + guarded.key()).header("Mcp-Session-Id", session))
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2026-07-28", "x"})
    void norMaySomebodyElseSpeakInAStreamOfTheOlderTransport(String version) throws Exception {
        try (Stream<String> stream = openStream(guarded.key())) {
            String messages = messages(stream);
            ping(guarded.key(), "2024-11-05", messages).statusCode(200);
            ping(guarded.token(), version, messages).statusCode(404).body("detail", containsString("no such session"));
            ping(guarded.token(), version, messages + "/").statusCode(404);
        }
    }

    @Test
    void aStreamIsWhoseWhoOpenedItAndNotWhoseWhoSpeaksFirst() throws Exception {
        try (Stream<String> stream = openStream(guarded.key())) {
            String messages = messages(stream);
            ping(guarded.token(), "2024-11-05", messages)
                    .statusCode(404)
                    .body("detail", containsString("no such session"));
            ping(guarded.key(), "2024-11-05", messages).statusCode(200);
        }
    }

    private static Stream<String> openStream(String credential) throws Exception {
        HttpRequest open = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/mcp/sse"))
                .header("Authorization", "Bearer " + credential)
                .build();
        return HttpClient.newHttpClient().send(open, BodyHandlers.ofLines()).body();
    }

    /** Where whoever has opened a stream is to speak, which is the first that it says. */
    private static String messages(Stream<String> stream) {
        String data = "data: ";
        return URI.create(stream.filter(line -> line.startsWith(data))
                        .findFirst()
                        .orElseThrow()
                        .substring(data.length()))
                .getPath();
    }

    private static ValidatableResponse ping(String credential, String version, String path) {
        return given().header("Authorization", "Bearer " + credential)
                .header("MCP-Protocol-Version", version)
                .contentType("application/json")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")
                .post(path)
                .then();
    }

    private static long refusalsOfKeys() throws Exception {
        return guarded.program()
                .log()
                .lines()
                .filter(line -> line.contains("\"question\":\"denied\"") && line.contains("\"status\":401"))
                .filter(line -> line.contains("not known here"))
                .count();
    }

    private static void awaitStatus(String key, int status) throws InterruptedException {
        int got = 0;
        for (int i = 0; i < 30 && got != status; i++) {
            got = ringWith(key).extract().statusCode();
            Thread.sleep(100);
        }
        assertThat(got).isEqualTo(status);
    }
}
