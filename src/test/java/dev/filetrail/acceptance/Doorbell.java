// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** Asks MCP which tools there are: the smallest question that needs to be let in. */
final class Doorbell {

    private Doorbell() {}

    static ValidatableResponse ring(RequestSpecification as) {
        return as.contentType("application/json")
                .accept("application/json, text/event-stream")
                .body(Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/list"))
                .post("/mcp")
                .then();
    }

    static ValidatableResponse ringWith(String token) {
        return ring(given().header("Authorization", "Bearer " + token));
    }
}
