// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks where there is nothing, or in a way that means nothing there, is told so in words, as a problem of RFC 9457. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class WrongAddressesTest {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    @ParameterizedTest
    @CsvSource({
        "GET, /nope",
        "POST, /nope",
        "TRACE, /nope",
        "GET, /api/v9",
        "GET, /chat",
        "GET, /mcp/x",
        "GET, /q/openapi/x",
        "GET, /q/health",
        "GET, /index.html/x"
    })
    void whereThereIsNothingItIsSaidWhatThereIs(Method method, String path) {
        told(given().request(method, path).then(), 404)
                .body("detail", containsString("/mcp"))
                .body("detail", containsString("/tools"))
                .body("detail", containsString("/q/openapi"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%3Cscript%3E", "/a/../%22%3E%3Cscript%3E", "/x?y=%3Cscript%3E"})
    void nothingOfTheAddressIsSaidAgain(String path) {
        told(given().urlEncodingEnabled(false).accept("text/html").get(path).then(), 404)
                .body(not(containsString("script")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/mcp/%zz"})
    void anAddressThatIsNoneIsRefused(String path) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("%zz");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | / | GET, HEAD",
                "DELETE | /index.html | GET, HEAD",
                "OPTIONS | / | GET, HEAD",
                "PUT | /mcp | GET, POST, DELETE",
                "PUT | /mcp/ | GET, POST, DELETE",
                "GET | /mcp | POST",
                "PUT | /tools | GET, HEAD",
                "PUT | /q/openapi | GET, HEAD"
            })
    void aMethodThatMeansNothingIsToldThoseThatDo(Method method, String path, String allowed) {
        told(given().request(method, path).then(), 405).header("Allow", allowed);
    }

    @Test
    void whoeverIsOfAnotherReplicaOrRevisionIsToldToo() {
        told(given().header("Mcp-Session-Id", "of-another").get("/mcp").then(), 405)
                .header("Allow", "POST");
        told(given().header("Mcp-Protocol-Version", "2026-07-28").delete("/mcp").then(), 405)
                .header("Allow", "POST");
    }

    @Test
    void aSessionThatIsNotThereIsToldInWords() {
        told(given().delete("/mcp").then(), 404).body("detail", containsString("no such session"));
        told(
                        given().contentType("application/json")
                                .body(PING)
                                .post("/mcp/messages/x")
                                .then(),
                        404)
                .body("detail", containsString("no such session"));
    }

    @Test
    void aCallThatTheTransportDoesNotTakeIsToldWhatItTakes() {
        told(
                        given().contentType("application/json")
                                .accept("image/png")
                                .body(PING)
                                .post("/mcp")
                                .then(),
                        400)
                .body("detail", containsString("Accept: application/json, text/event-stream"));
    }

    @Test
    void whoeverOnlyLooksForTheHeadersGetsThem() {
        given().head("/nope").then().statusCode(404).contentType("application/problem+json");
    }

    private static ValidatableResponse told(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("detail", not(equalTo("")));
    }
}
