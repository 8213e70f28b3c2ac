// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import static dev.filetrail.simulator.SimulatorClient.FORM;
import static dev.filetrail.simulator.SimulatorClient.RIGHT_FORM;
import static dev.filetrail.simulator.SimulatorClient.assertSignInError;
import static dev.filetrail.simulator.SimulatorClient.form;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInTest {

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
    void rightCredentialsGiveATokenWithTheClaimsOfAnAppToken() throws Exception {
        HttpResponse<String> response = client.signIn(SignIn.TENANT_ID, FORM, RIGHT_FORM);

        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject body = new JsonObject(response.body());
        assertThat(body.getString("token_type")).isEqualTo("Bearer");
        assertThat(body.getInteger("expires_in")).isEqualTo(3_599);
        String[] parts = body.getString("access_token").split("\\.");
        assertThat(parts).hasSize(3);
        JsonObject claims = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        assertThat(claims.getString("aud")).isEqualTo("https://api.securitycenter.microsoft.com");
        assertThat(claims.getString("tid")).isEqualTo(SignIn.TENANT_ID);
        assertThat(claims.getString("appid")).isEqualTo(SignIn.CLIENT_ID);
        assertThat(claims.getJsonArray("roles")).contains("Machine.Read.All");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(3_599);
        assertThat(server.simulator().signIn().tokensIssued()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "7000215, 401, invalid_client,      00000000-0000-4000-8000-000000000001, 00000000-0000-4000-8000-000000000002",
        "700016,  400, unauthorized_client, 00000000-0000-4000-8000-000000000001, 00000000-0000-4000-8000-00000000000a",
        "90002,   400, invalid_request,     00000000-0000-4000-8000-00000000000b, 00000000-0000-4000-8000-000000000002",
    })
    void wrongCredentialsGiveEntrasOwnErrors(int code, int status, String error, String tenantId, String clientId)
            throws Exception {
        HttpResponse<String> response = client.signIn(tenantId, FORM, form(clientId, "wrong"));

        assertSignInError(response, code, status, error);
        assertThat(server.simulator().signIn().tokensIssued()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "900144,  400, invalid_request,        client_id=x",
        "70003,   400, unsupported_grant_type, grant_type=password",
        "1002012, 400, invalid_scope,          grant_type=client_credentials&client_id=ID&client_secret=s&scope=User.Read",
        "7000218, 401, invalid_client,         grant_type=client_credentials&client_id=ID&scope=a/.default",
        "700027,  401, invalid_client,         grant_type=client_credentials&client_id=ID&scope=a/.default&client_assertion=a.b.c",
    })
    void wrongFormsGiveEntrasOwnErrors(int code, int status, String error, String form) throws Exception {
        HttpResponse<String> response = client.signIn(SignIn.TENANT_ID, FORM, form.replace("ID", SignIn.CLIENT_ID));

        assertSignInError(response, code, status, error);
    }

    @Test
    void jsonIsNotAForm() throws Exception {
        HttpResponse<String> response = client.signIn(SignIn.TENANT_ID, "application/json", "{}");

        assertSignInError(response, 900144, 400, "invalid_request");
    }

    @ParameterizedTest
    @CsvSource({"7000222, 401", "70021, 400", "500011, 400", "65001, 400"})
    void anOrderedSignInErrorIsAnsweredOnce(int code, int status) throws Exception {
        Fault fault = Fault.signIn(code);
        server.simulator().signIn().faults().next(fault);

        HttpResponse<String> response = client.signIn(SignIn.TENANT_ID, FORM, RIGHT_FORM);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(new JsonObject(response.body()).getString("correlation_id")).isEqualTo(fault.correlationId());
        assertThat(client.signIn(SignIn.TENANT_ID, FORM, RIGHT_FORM).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theApiTakesOnlyTokensThatAreInForceAndHaveTheRole() throws Exception {
        String path = SimulatorClient.machinesOf(SimulatedFiles.ONE_MACHINE);
        String token = client.token();
        assertThat(client.get(token, path).statusCode()).isEqualTo(200);
        assertThat(client.get(token + "x", path).statusCode()).isEqualTo(401);
        assertThat(client.get("none", path).statusCode()).isEqualTo(401);
        assertThat(client.get("a.!.c", path).statusCode()).isEqualTo(401);

        server.simulator().signIn().revokeAll();
        assertThat(client.get(token, path).statusCode()).isEqualTo(401);

        server.simulator().signIn().roles("File.Read.All", "Alert.Read.All");
        HttpResponse<String> forbidden = client.get(client.token(), path);
        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(forbidden.body())
                .contains("Missing application roles. API required roles: Machine.Read.All, Machine.ReadWrite.All,"
                        + " application roles: File.Read.All, Alert.Read.All.");

        server.simulator().signIn().roles("Machine.ReadWrite.All").lifetimeSeconds(0);
        assertThat(client.get(client.token(), path).statusCode()).isEqualTo(401);
        server.simulator().signIn().lifetimeSeconds(60);
        assertThat(client.get(client.token(), path).statusCode()).isEqualTo(200);
    }
}
