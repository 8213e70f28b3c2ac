// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static dev.filetrail.acceptance.Doorbell.ring;
import static dev.filetrail.acceptance.Doorbell.ringWith;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.filetrail.simulator.SimulatorServer;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A provider that is away when the packaged program starts, comes back, and speaks for more tenants than may come in, as Entra does. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
class ManyTenantsIT {

    private static final String TENANT = "11111111-1111-4111-8111-111111111111";
    private static final String OTHER_TENANT = "33333333-3333-4333-8333-333333333333";
    private static final String AUDIENCE = "22222222-2222-4222-8222-222222222222";

    private static OpenIdProvider provider;
    private static SimulatorServer defender;
    private static ServingProgram program;
    private static int portBefore;

    @BeforeAll
    static void start() throws Exception {
        portBefore = RestAssured.port;
        provider = OpenIdProvider.away("/common/v2.0", "/{tenantid}/v2.0");
        defender = SimulatorServer.start();
        program = ServingProgram.start(
                defender,
                Map.of(
                        "filetrail.access",
                        "oidc",
                        "filetrail.access.issuer",
                        provider.address(),
                        "filetrail.access.tenants",
                        TENANT,
                        "filetrail.access.audience",
                        AUDIENCE + ",api://" + AUDIENCE,
                        "filetrail.access.scope",
                        "api://" + AUDIENCE + "/Machines.Read"));
        RestAssured.port = program.port();
    }

    @AfterAll
    static void stop() throws IOException {
        RestAssured.port = portBefore;
        program.close();
        defender.close();
        provider.close();
    }

    @Test
    @Order(0)
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void doesNotWaitForEverForAProviderThatIsSilent() throws IOException {
        provider.fallSilent();
        try {
            ringWith(provider.token(good())).statusCode(503).body("detail", containsString("OpenID provider"));
        } finally {
            provider.close();
        }
    }

    @Test
    @Order(1)
    void waitsForAProviderThatIsAway() throws Exception {
        String token = provider.token(good());
        ring(given()).statusCode(401);
        ringWith(token)
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("5"))
                .body("detail", containsString("OpenID provider"));
        ringWith("garbage").statusCode(401);

        provider.comeBack();
        for (int i = 0; i < 100 && ringWith(token).extract().statusCode() == 503; i++) {
            Thread.sleep(100);
        }
        ringWith(token).statusCode(200);
        assertThat(provider.askedForKeys()).isEqualTo(1);
    }

    @Test
    @Order(2)
    void goesOnWithTheKeysItHasWhenTheProviderGoesAgain() throws IOException {
        provider.close();
        try {
            ringWith(provider.token(good())).statusCode(200);
            String ofANewKey =
                    provider.token(new JsonObject().put("alg", "RS256").put("kid", "new"), good());
            // Whether the key is good can't be known now, and that is not the caller's fault.
            ringWith(ofANewKey).statusCode(503);
            ringWith("a.b.c").statusCode(401);
        } finally {
            provider.comeBack();
        }
    }

    @Test
    @Order(3)
    void letsListedTenantsInOnly() {
        ringWith(provider.token(good())).statusCode(200);
        ringWith(provider.token(good().put("aud", "api://" + AUDIENCE))).statusCode(200);
        refused(of(OTHER_TENANT, OTHER_TENANT));
        refused(of(OTHER_TENANT, TENANT));
        refused(of(TENANT, OTHER_TENANT));
        JsonObject none = good();
        none.remove("tid");
        refused(none);
        refused(good().put("iss", provider.issuer()));
    }

    @Test
    @Order(4)
    void asksForTheScopeAsClientsHaveToAskForIt() {
        ring(given()).header("WWW-Authenticate", containsString("scope=\"api://" + AUDIENCE + "/Machines.Read\""));
    }

    private static void refused(JsonObject claims) {
        ringWith(provider.token(claims)).statusCode(401).body("detail", containsString("another tenant"));
    }

    private static JsonObject good() {
        return of(TENANT, TENANT);
    }

    private static JsonObject of(String tenant, String issuersTenant) {
        return provider.claims(AUDIENCE)
                .put("iss", provider.issuer().replace("{tenantid}", issuersTenant))
                .put("tid", tenant)
                .put("oid", "44444444-4444-4444-8444-444444444444");
    }
}
