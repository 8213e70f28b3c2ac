// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody's web page gets in, by whatever name it comes, on whatever path. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class LoopbackGuardTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URL ready;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "https://localhost.evil.example",
                "http://127.0.0.1.evil.example",
                "http://localhost@evil.example",
                "http://localhost:80@evil.example",
                "http://evil.example:8080",
                "http://127.0.0.256",
                "file://localhost",
                "null"
            })
    void refusesPagesFromElsewhere(String origin) {
        for (String path : new String[] {"/mcp", "/mcp/sse", "/q/health", "/", "/nothing", "/.well-known/x"}) {
            given().header("Origin", origin)
                    .get(path)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("detail", containsString("may not ask FileTrail"));
        }
        given().header("Origin", origin).get(ready).then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example:8080", "169.254.169.254", "10.0.0.1:8080"})
    void refusesAnotherHostsName(String host) {
        for (String path : new String[] {"/mcp", ready.toString()}) {
            given().header("Host", host)
                    .get(path)
                    .then()
                    .statusCode(403)
                    .body("detail", containsString("is not this machine"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:6274", "http://127.0.0.1", "https://[::1]:8443"})
    void letsThisMachinesPagesIn(String origin) {
        given().header("Origin", origin).get(ready).then().statusCode(200);
        given().header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .options("/mcp")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", origin);
    }

    @Test
    void tellsNothingOfItsHealthWhereQuestionsAreAsked() {
        given().get("/q/health/ready").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404);
        given().get("/.well-known/oauth-protected-resource")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }
}
