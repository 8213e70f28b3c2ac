package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody's web page gets in, by whatever name it comes, on whatever path. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class LoopbackGuardTest {

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
        for (String path : new String[] {"/mcp", "/mcp/sse", "/q/health", "/", "/nothing"}) {
            given().header("Origin", origin)
                    .get(path)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("detail", containsString("may not ask FileTrail"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example:8080", "169.254.169.254", "10.0.0.1:8080"})
    void refusesAnotherHostsName(String host) {
        given().header("Host", host)
                .get("/q/health/ready")
                .then()
                .statusCode(403)
                .body("detail", containsString("is not this machine"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:6274", "http://127.0.0.1", "https://[::1]:8443"})
    void letsThisMachinesPagesIn(String origin) {
        given().header("Origin", origin).get("/q/health/ready").then().statusCode(200);
    }
}
