// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import static dev.filetrail.simulator.SimulatorClient.RESOURCE;
import static dev.filetrail.simulator.SimulatorClient.assertSignInError;
import static dev.filetrail.simulator.SimulatorClient.machinesOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchange of a person's token for one of the API's, and what that lets the person see. */
class OnBehalfOfTest {

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

    @ParameterizedTest
    @ValueSource(strings = {"/.default", "/Machine.Read"})
    void aPersonsTokenIsExchangedForADelegatedOne(String scope) throws Exception {
        Map<String, String> form = form(token("ann"));
        form.put("scope", RESOURCE + scope);

        JsonObject body = given(client.askForToken(form));

        assertThat(body.getInteger("expires_in")).isEqualTo(3_599);
        assertThat(body.getString("scope")).contains(RESOURCE + "/Machine.Read");
        JsonObject claims = claims(body.getString("access_token"));
        assertThat(claims.getString("aud")).isEqualTo(RESOURCE);
        assertThat(claims.getString("scp")).isEqualTo("Machine.Read File.Read.All Alert.Read User.Read.All");
        assertThat(claims.getString("idtyp")).isEqualTo("user");
        assertThat(claims.getString("oid"))
                .isEqualTo(SimulatedPerson.called("ann").oid());
        assertThat(claims.getString("name")).isEqualTo("Ann Lindqvist");
        assertThat(claims.fieldNames()).doesNotContain("roles");
        assertThat(server.simulator().signIn().exchanges("ann")).isOne();
        assertThat(server.simulator().signIn().exchanges("ben")).isZero();
    }

    @Test
    void theApplicationMayBeNamedByItsUri() throws Exception {
        assertThat(exchange(token("ann").audience("api://" + SignIn.CLIENT_ID)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theClientMayProveItselfByAnAssertion() throws Exception {
        TestCertificate provider = TestCertificate.make();
        server.simulator().signIn().trustFederated("https://i.example", "s", (RSAPublicKey)
                provider.certificate().getPublicKey());
        JsonWebSignature assertion = new JsonWebSignature();
        assertion.setAlgorithmHeaderValue("RS256");
        assertion.setKey(provider.key());
        assertion.setPayload("{\"iss\":\"https://i.example\",\"sub\":\"s\",\"aud\":\"api://AzureADTokenExchange\","
                + "\"exp\":9999999999}");
        Map<String, String> form = form(token("ann"));
        form.remove("client_secret");
        assertSignInError(client.askForToken(form), 7000218, 401, "invalid_client");

        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion.getCompactSerialization());
        assertThat(client.askForToken(form).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void aWrongTokenIsRefused(String what, Consumer<UserToken> change, int code, String error) throws Exception {
        UserToken token = token("ann");
        change.accept(token);

        assertSignInError(exchange(token), code, 400, error);
        assertThat(server.simulator().signIn().exchanges("ann")).isZero();
        assertThat(server.simulator().signIn().tokensIssued()).isZero();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                way("expired", UserToken::expired, 500133, "invalid_grant"),
                way("another audience", token -> token.audience("api://another"), 500131, "invalid_grant"),
                way("another tenant", token -> token.tenant("other"), 50013, "invalid_grant"),
                way("unsigned", UserToken::unsigned, 50013, "invalid_grant"),
                way("signed with the public key", UserToken::signedWithPublicKey, 50013, "invalid_grant"),
                way("signed by another key", UserToken::signedByAnotherKey, 50013, "invalid_grant"),
                way("of an app", token -> token.appOnly("Machines.Read"), 7000114, "unauthorized_client"),
                way("without a scope", UserToken::scopes, 7000114, "unauthorized_client"),
                way("of a stranger", token -> token.claim("oid", "unknown"), 50034, "invalid_grant"));
    }

    @Test
    void aTokenOfTheKeyBeforeIsRefused() throws Exception {
        UserToken before = token("ann");
        server.simulator().signIn().rotateKeys();

        assertSignInError(exchange(before), 50013, 400, "invalid_grant");
        assertThat(exchange(token("ann")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "assertion,           '',                                              900144, invalid_request",
        "assertion,           a.b.c,                                           50027,  invalid_request",
        "requested_token_use, '',                                              900144, invalid_request",
        "requested_token_use, something_else,                                  90013,  invalid_request",
        "scope,               '',                                              900144, invalid_request",
        "scope,               Machine.Read,                                    70011,  invalid_scope",
        "scope,               https://a.example/Read https://b.example/Read,   70011,  invalid_scope",
        "scope,               https://a.example/Machine.ReadWrite,             65001,  invalid_grant",
    })
    void wrongFormsAreRefused(String field, String value, int code, String error) throws Exception {
        Map<String, String> form = form(token("ann"));
        form.put(field, value);

        assertSignInError(client.askForToken(form), code, 400, error);
    }

    @Test
    void aWrongSecretIsRefusedBeforeThePersonIsLookedAt() throws Exception {
        Map<String, String> form = form(token("ann").expired());
        form.put("client_secret", "wrong");

        assertSignInError(client.askForToken(form), 7000215, 401, "invalid_client");
    }

    @Test
    void thePersonMayHaveToDoSomethingFirst() throws Exception {
        String claims = "{\"access_token\":{\"capolids\":{\"essential\":true,\"values\":[\"c1\"]}}}";
        server.simulator().signIn().requireInteraction("ann", claims);

        JsonObject body = assertSignInError(exchange(token("ann")), 50076, 400, "interaction_required");
        assertThat(body.getString("claims")).isEqualTo(claims);
        assertThat(body.getString("suberror")).isEqualTo("basic_action");
        assertThat(exchange(token("ben")).statusCode()).isEqualTo(200);

        server.simulator().signIn().requireInteraction("ann", null);
        assertThat(exchange(token("ann")).statusCode()).isEqualTo(200);
    }

    @Test
    void thePersonMayNotHaveConsented() throws Exception {
        server.simulator().signIn().withoutConsent("ann");

        JsonObject body = assertSignInError(exchange(token("ann")), 65001, 400, "invalid_grant");
        assertThat(body.getString("suberror")).isEqualTo("consent_required");
        assertThat(body.getString("claims")).isNull();
        assertThat(exchange(token("ben")).statusCode()).isEqualTo(200);

        server.simulator().reset();
        assertThat(exchange(token("ann")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "ann, Workstations EMEA, Executives",
        "ben, Servers Production, Domain Controllers",
    })
    void aPersonSeesTheMachinesOfTheirGroupsAndNoOthers(String person, String group, String otherGroup)
            throws Exception {
        String token = apiToken(person);

        List<JsonObject> machines = machines(token, machinesOf(SimulatedFiles.NEARLY_ALL_MACHINES));

        assertThat(ids(machines))
                .isEqualTo(tenant().machineIdsFor(person, SimulatedFiles.NEARLY_ALL_MACHINES))
                .hasSizeBetween(10, 250);
        assertThat(tenant().machineIds(SimulatedFiles.NEARLY_ALL_MACHINES)).containsAll(ids(machines));
        assertThat(machines)
                .extracting(machine -> machine.getString("rbacGroupName"))
                .containsOnly(group, otherGroup);
    }

    @Test
    void twoPeopleHaveNothingInCommon() throws Exception {
        List<String> annSees = ids(machines(apiToken("ann"), machinesOf(SimulatedFiles.SEVERAL_MACHINES)));
        List<String> benSees = ids(machines(apiToken("ben"), machinesOf(SimulatedFiles.SEVERAL_MACHINES)));

        assertThat(annSees).isNotEmpty().doesNotContainAnyElementsOf(benSees);
        assertThat(benSees).contains(SimulatedMachines.HIGH_RISK);
        assertThat(machines(client.token(), machinesOf(SimulatedFiles.SEVERAL_MACHINES)))
                .hasSize(14);
    }

    @Test
    void pagesHoldWhatThePersonSees() throws Exception {
        tenant().pageSize(7);
        String token = apiToken("ben");
        List<String> ids = new ArrayList<>();
        int pages = 0;
        String url = server.defenderUrl() + machinesOf(SimulatedFiles.NEARLY_ALL_MACHINES);
        while (url != null) {
            JsonObject page = new JsonObject(client.getUrl(token, url).body());
            ids.addAll(ids(list(page)));
            url = page.getString("@odata.nextLink");
            pages++;
        }

        assertThat(ids).isEqualTo(tenant().machineIdsFor("ben", SimulatedFiles.NEARLY_ALL_MACHINES));
        assertThat(pages).isEqualTo((ids.size() + 6) / 7);
    }

    @Test
    void theHugeFileIsFilteredToo() throws Exception {
        List<String> expected = tenant().machineIdsFor("ann", SimulatedFiles.HUGE);

        assertThat(expected).hasSizeBetween(10_000, 60_000);
        assertThat(ids(machines(apiToken("ann"), machinesOf(SimulatedFiles.HUGE))))
                .isEqualTo(expected);
    }

    @Test
    void aMachineOutsideThePersonsGroupsIsNotFound() throws Exception {
        String machine = "/api/machines/" + SimulatedMachines.HIGH_RISK;
        for (String path :
                List.of(machine, machine + "/logonusers", "/api/machines/dc-lon-07.corp.northwind.example")) {
            assertThat(client.get(apiToken("ann"), path).statusCode()).isEqualTo(404);
            assertThat(client.get(apiToken("ben"), path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void alertsAreThoseOfMachinesThatThePersonSees() throws Exception {
        String path = "/api/files/" + SimulatedFiles.SEVERAL_MACHINES + "/alerts";
        int all = list(json(client.token(), path)).size();
        for (String person : List.of("ann", "ben")) {
            assertThat(list(json(apiToken(person), path)))
                    .hasSizeLessThan(all)
                    .extracting(alert -> alert.getString("machineId"))
                    .allMatch(tenant().machineIdsFor(person, SimulatedFiles.SEVERAL_MACHINES)::contains);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Machine.Read,      200, 403, 403, 403",
        "Machine.ReadWrite, 200, 403, 403, 403",
        "File.Read.All,     403, 200, 403, 403",
        "Alert.Read,        403, 403, 200, 403",
        "User.Read.All,     403, 403, 403, 200",
        "Machine.Read.All,  403, 403, 403, 403",
    })
    void eachCallNeedsItsScope(String scope, int machines, int file, int alerts, int users) throws Exception {
        server.simulator().signIn().scopes(scope);
        String token = apiToken("ben");
        String base = "/api/files/" + SimulatedFiles.SEVERAL_MACHINES;

        assertThat(client.get(token, base + "/machines").statusCode()).isEqualTo(machines);
        assertThat(client.get(token, "/api/machines/" + SimulatedMachines.HIGH_RISK)
                        .statusCode())
                .isEqualTo(machines);
        assertThat(client.get(token, base).statusCode()).isEqualTo(file);
        assertThat(client.get(token, base + "/stats").statusCode()).isEqualTo(file);
        assertThat(client.get(token, base + "/alerts").statusCode()).isEqualTo(alerts);
        assertThat(client.get(token, "/api/machines/" + SimulatedMachines.HIGH_RISK + "/logonusers")
                        .statusCode())
                .isEqualTo(users);
    }

    @Test
    void aMissingScopeIsNamed() throws Exception {
        server.simulator().signIn().scopes("File.Read.All");

        assertThat(client.get(apiToken("ann"), machinesOf(SimulatedFiles.ONE_MACHINE))
                        .body())
                .contains("API required scopes: Machine.Read, Machine.ReadWrite, application scopes: File.Read.All.");
        server.simulator().signIn().scopes();
        assertThat(claims(apiToken("ann")).fieldNames()).doesNotContain("scp");
    }

    private static SimulatedTenant tenant() {
        return server.simulator().tenant();
    }

    private static UserToken token(String person) {
        return server.simulator().signIn().userToken(person);
    }

    private static HttpResponse<String> exchange(UserToken token) throws Exception {
        return client.askForToken(form(token));
    }

    private static String apiToken(String person) throws Exception {
        return given(exchange(token(person))).getString("access_token");
    }

    private static Map<String, String> form(UserToken token) {
        Map<String, String> form = new HashMap<>();
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        form.put("client_id", SignIn.CLIENT_ID);
        form.put("client_secret", SignIn.CLIENT_SECRET);
        form.put("assertion", token.text());
        form.put("requested_token_use", "on_behalf_of");
        form.put("scope", RESOURCE + "/.default");
        return form;
    }

    private static JsonObject given(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    private static JsonObject claims(String token) {
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }

    private static List<JsonObject> machines(String token, String path) throws Exception {
        return list(json(token, path));
    }

    private static JsonObject json(String token, String path) throws Exception {
        return given(client.get(token, path));
    }

    private static List<JsonObject> list(JsonObject envelope) {
        JsonArray value = envelope.getJsonArray("value");
        return value.stream().map(JsonObject.class::cast).toList();
    }

    private static List<String> ids(List<JsonObject> machines) {
        return machines.stream().map(machine -> machine.getString("id")).toList();
    }

    private static Arguments way(String what, Consumer<UserToken> change, int code, String error) {
        return Arguments.of(what, change, code, error);
    }
}
