// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import static dev.filetrail.simulator.SimulatorClient.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagedIdentityTest {

    private static final String ONE = "00000000-0000-4000-8000-0000000000a1";
    private static final String OTHER = "00000000-0000-4000-8000-0000000000a2";
    private static final String RIGHT = "?api-version=2018-02-01&resource=" + RESOURCE;
    private static final String RIGHT_ON_APP_SERVICE = "?api-version=2019-08-01&resource=" + RESOURCE;

    private static SimulatorServer server;
    private static SimulatorClient client;

    @BeforeAll
    static void start() {
        server = SimulatorServer.start();
        client = new SimulatorClient(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void reset() {
        server.simulator().reset();
    }

    @Test
    void aMachinesTokenIsGoodAndItsNumbersAreTexts() throws Exception {
        server.simulator().signIn().managedIdentity(true);

        JsonObject body = new JsonObject(metadata(RIGHT).body());

        assertThat(body.getString("token_type")).isEqualTo("Bearer");
        assertThat(body.getString("resource")).isEqualTo(RESOURCE);
        assertThat(body.getString("client_id")).isEqualTo(SignIn.SYSTEM_ASSIGNED_CLIENT_ID);
        assertThat(body.getValue("expires_in")).isEqualTo("3599");
        assertThat(Long.parseLong((String) body.getValue("expires_on"))
                        - Long.parseLong((String) body.getValue("not_before")))
                .isEqualTo(3_599);
        assertThat(statusWith(body)).isEqualTo(200);
        assertThat(server.simulator().signIn().metadataRequests()).isOne();
    }

    @Test
    void appServicesTokenSaysOnlyWhenItEnds() throws Exception {
        server.simulator().signIn().managedIdentity(true);

        JsonObject body = new JsonObject(appService(RIGHT_ON_APP_SERVICE).body());

        assertThat(body.fieldNames())
                .containsExactlyInAnyOrder("access_token", "client_id", "expires_on", "resource", "token_type");
        assertThat(Instant.ofEpochSecond(Long.parseLong((String) body.getValue("expires_on"))))
                .isBetween(Instant.now().plusSeconds(3_500), Instant.now().plusSeconds(3_600));
        assertThat(statusWith(body)).isEqualTo(200);
    }

    @Test
    void whereThereIsNoneThereIsNoToken() throws Exception {
        assertRefused(metadata(RIGHT), "Identity not found");
        assertRefused(appService(RIGHT_ON_APP_SERVICE), "Identity not found");
    }

    @Test
    void oneUserAssignedIdentityIsMeantWithoutBeingNamed() throws Exception {
        server.simulator().signIn().managedIdentity(false, ONE);

        assertThat(clientId(metadata(RIGHT))).isEqualTo(ONE);
        assertThat(clientId(metadata(RIGHT + "&client_id=" + ONE))).isEqualTo(ONE);
        assertRefused(metadata(RIGHT + "&client_id=" + OTHER), "Identity not found");
        assertRefused(metadata(RIGHT + "&client_id=" + SignIn.SYSTEM_ASSIGNED_CLIENT_ID), "Identity not found");
    }

    @Test
    void ofSeveralOneMustBeNamedUnlessTheMachineHasItsOwn() throws Exception {
        server.simulator().signIn().managedIdentity(false, ONE, OTHER);
        assertThat(metadata(RIGHT).statusCode()).isEqualTo(400);
        assertThat(metadata(RIGHT).body()).contains("Multiple user assigned identities exist");
        assertThat(clientId(appService(RIGHT_ON_APP_SERVICE + "&client_id=" + OTHER)))
                .isEqualTo(OTHER);

        server.simulator().signIn().managedIdentity(true, ONE, OTHER);
        assertThat(clientId(metadata(RIGHT))).isEqualTo(SignIn.SYSTEM_ASSIGNED_CLIENT_ID);
    }

    @Test
    void theMetadataServiceAnswersOnlyAProgramOnTheMachine() throws Exception {
        server.simulator().signIn().managedIdentity(true);
        String url = server.metadataUrl() + "/metadata/identity/oauth2/token" + RIGHT;

        assertRefused(client.getPlainly(url), "Required metadata header not specified");
        assertRefused(client.getPlainly(url, "Metadata", "false"), "Required metadata header not specified");
        assertRefused(
                client.getPlainly(url, "Metadata", "true", "X-Forwarded-For", "203.0.113.7"),
                "Request contains an X-Forwarded-For header");
    }

    @Test
    void appServiceWantsItsSecret() throws Exception {
        server.simulator().signIn().managedIdentity(true);
        String url = server.identityEndpoint() + RIGHT_ON_APP_SERVICE;

        assertThat(client.getPlainly(url).statusCode()).isEqualTo(401);
        assertThat(client.getPlainly(url, "X-IDENTITY-HEADER", "wrong").statusCode())
                .isEqualTo(401);
        assertThat(client.getPlainly(url, "Metadata", "true").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "?resource=https://r,                                 The api-version is missing or not supported",
        "?api-version=2019-08-01&resource=https://r,          The api-version is missing or not supported",
        "?api-version=2018-02-01,                             Required query variable 'resource' is missing",
        "?api-version=2018-02-01&resource=https://r/.default, AADSTS500011",
    })
    void wrongQuestionsAreRefused(String query, String description) throws Exception {
        server.simulator().signIn().managedIdentity(true);

        HttpResponse<String> response = metadata(query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(response.body()).getString("error_description"))
                .startsWith(description);
    }

    @ParameterizedTest
    @ValueSource(ints = {410, 429, 500})
    void faultsCanBeOrdered(int status) throws Exception {
        server.simulator().signIn().managedIdentity(true).metadataFaults().next(Fault.empty(status));

        assertThat(metadata(RIGHT).statusCode()).isEqualTo(status);
        assertThat(metadata(RIGHT).statusCode()).isEqualTo(200);
        server.simulator().signIn().metadataFaults().next(Fault.empty(status));
        assertThat(appService(RIGHT_ON_APP_SERVICE).statusCode()).isEqualTo(status);
        assertThat(server.simulator().signIn().metadataRequests()).isEqualTo(3);
    }

    private static HttpResponse<String> metadata(String query) throws Exception {
        return client.getPlainly(server.metadataUrl() + "/metadata/identity/oauth2/token" + query, "Metadata", "true");
    }

    private static HttpResponse<String> appService(String query) throws Exception {
        return client.getPlainly(server.identityEndpoint() + query, "X-IDENTITY-HEADER", server.identityHeader());
    }

    private static int statusWith(JsonObject token) throws Exception {
        return client.get(token.getString("access_token"), SimulatorClient.machinesOf(SimulatedFiles.ONE_MACHINE))
                .statusCode();
    }

    private static String clientId(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body()).getString("client_id");
    }

    private static void assertRefused(HttpResponse<String> response, String description) {
        assertThat(response.statusCode()).isEqualTo(400);
        JsonObject body = new JsonObject(response.body());
        assertThat(body.getString("error")).isEqualTo("invalid_request");
        assertThat(body.getString("error_description")).isEqualTo(description);
    }
}
