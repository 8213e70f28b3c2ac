// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import static dev.filetrail.simulator.SimulatorClient.assertSignInError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** People's tokens and the provider's documents, read by jose4j as a resource server reads them. */
class UserTokenTest {

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
    void theDiscoveryDocumentLeadsToTheKeys() throws Exception {
        JsonObject document = discovery(server.issuer());

        assertThat(document.getString("issuer")).isEqualTo(server.issuer());
        assertThat(document.getString("token_endpoint"))
                .isEqualTo(server.loginUrl() + "/" + SignIn.TENANT_ID + "/oauth2/v2.0/token");
        JsonObject keys =
                new JsonObject(client.getPlainly(document.getString("jwks_uri")).body());
        assertThat(keys.getJsonArray("keys")).hasSize(1);
        assertThat(keys.getJsonArray("keys").getJsonObject(0).fieldNames())
                .containsExactlyInAnyOrder("kty", "use", "kid", "n", "e", "issuer");
        assertThat(server.simulator().signIn().keyRequests()).isOne();
    }

    @Test
    void theIssuerGoesByTheNameThatWasCalled() throws Exception {
        String byName = server.issuer().replace("127.0.0.1", "localhost");

        JsonObject document = discovery(byName);

        assertThat(document.getString("issuer")).isEqualTo(byName);
        assertThat(document.getString("jwks_uri")).startsWith("http://localhost:");
    }

    @Test
    void whoAsksForAnyTenantGetsAnOpenIssuer() throws Exception {
        JsonObject document = discovery(server.loginUrl() + "/organizations/v2.0");

        assertThat(document.getString("issuer")).isEqualTo(server.loginUrl() + "/{tenantid}/v2.0");
        assertThat(document.getString("jwks_uri")).contains("/organizations/");
    }

    @Test
    void anUnknownTenantHasNeitherDocumentNorKeys() throws Exception {
        String elsewhere = server.loginUrl() + "/00000000-0000-4000-8000-00000000000b";
        assertSignInError(
                client.getPlainly(elsewhere + "/v2.0/.well-known/openid-configuration"), 90002, 400, "invalid_request");
        assertSignInError(client.getPlainly(elsewhere + "/discovery/v2.0/keys"), 90002, 400, "invalid_request");
    }

    @Test
    void aTokenHasTheClaimsOfAPersonsV2Token() throws Exception {
        JwtClaims claims = reader().processToClaims(token().text());

        SimulatedPerson ann = SimulatedPerson.called("ann");
        assertThat(claims.getClaimsMap())
                .containsEntry("tid", SignIn.TENANT_ID)
                .containsEntry("oid", ann.oid())
                .containsEntry("name", ann.fullName())
                .containsEntry("preferred_username", "ann@northwind.example")
                .containsEntry("scp", "Machines.Read")
                .containsEntry("ver", "2.0")
                .containsKeys("sub", "azp", "iat", "nbf", "exp", "uti");
        assertThat(header(token().text()).getString("kid")).isNotEmpty();
    }

    @Test
    void peopleDifferAndTokensAreNeverTheSame() throws Exception {
        JwtClaims ann = reader().processToClaims(token().text());
        JwtClaims again = reader().processToClaims(token().text());
        JwtClaims ben = reader().processToClaims(
                        server.simulator().signIn().userToken("ben").text());

        assertThat(ben.getSubject()).isNotEqualTo(ann.getSubject());
        assertThat(ben.getClaimValue("oid")).isNotEqualTo(ann.getClaimValue("oid"));
        assertThat(again.getSubject()).isEqualTo(ann.getSubject());
        assertThat(again.getClaimValue("uti")).isNotEqualTo(ann.getClaimValue("uti"));
        assertThatThrownBy(() -> server.simulator().signIn().userToken("eve"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void aTokenCanBeWrongInOneWay(String what, Consumer<UserToken> change) throws Exception {
        JwtConsumer reader = reader();
        UserToken token = token();
        change.accept(token);

        assertThatThrownBy(() -> reader.processToClaims(token.text())).isInstanceOf(InvalidJwtException.class);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                way("expired", UserToken::expired),
                way("not for long", token -> token.lifetime(Duration.ofSeconds(-1))),
                way("another audience", token -> token.audience("api://another")),
                way("another tenant", token -> token.tenant("00000000-0000-4000-8000-00000000000b")),
                way("unsigned", UserToken::unsigned),
                way("signed with the public key", UserToken::signedWithPublicKey),
                way("signed by another key", UserToken::signedByAnotherKey),
                way("a path for a key", token -> token.keyId("../../dev/null")),
                way("an algorithm only said", token -> token.header("alg", "PS256")),
                way("without an issuer", token -> token.claim("iss", null)));
    }

    @Test
    void theWrongTokensAreWhatTheySay() {
        assertThat(header(token().unsigned().text()).getString("alg")).isEqualTo("none");
        assertThat(token().unsigned().text()).endsWith(".");
        assertThat(header(token().signedWithPublicKey().text()).getString("alg"))
                .isEqualTo("HS256");
        assertThat(header(token().keyId("../../etc/passwd").text()).getString("kid"))
                .isEqualTo("../../etc/passwd");
        JsonObject foreign = claims(token().tenant("t").text());
        assertThat(foreign.getString("tid")).isEqualTo("t");
        assertThat(foreign.getString("iss")).endsWith("/t/v2.0");
        assertThat(claims(token().scopes("A", "B").claim("extra", List.of("x")).text()))
                .contains(Map.entry("scp", "A B"));
    }

    @Test
    void anAppOnlyTokenIsRightlySignedAndNobodysOwn() throws Exception {
        JwtClaims claims =
                reader().processToClaims(token().appOnly("Machines.Read.All").text());

        assertThat(claims.getClaimsMap())
                .containsEntry("idtyp", "app")
                .containsEntry("roles", List.of("Machines.Read.All"))
                .doesNotContainKeys("scp", "name", "preferred_username");
        assertThat(claims.getSubject()).isEqualTo(claims.getClaimValueAsString("oid"));
    }

    @Test
    void afterTheKeysWereRotatedOnlyTheNewOneIsPublished() throws Exception {
        String before = token().text();
        assertThat(reader().processToClaims(before)).isNotNull();

        server.simulator().signIn().rotateKeys();

        assertThatThrownBy(() -> reader().processToClaims(before)).isInstanceOf(InvalidJwtException.class);
        String after = token().text();
        assertThat(reader().processToClaims(after)).isNotNull();
        assertThat(header(after).getString("kid")).isNotEqualTo(header(before).getString("kid"));
    }

    private static UserToken token() {
        return server.simulator().signIn().userToken("ann", server.issuer());
    }

    private static JwtConsumer reader() throws Exception {
        HttpResponse<String> keys = client.getPlainly(discovery(server.issuer()).getString("jwks_uri"));
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(keys.body()).getJsonWebKeys()))
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .setExpectedIssuer(server.issuer())
                .setExpectedAudience(SignIn.CLIENT_ID)
                .setRequireExpirationTime()
                .build();
    }

    private static JsonObject discovery(String issuer) throws Exception {
        HttpResponse<String> response = client.getPlainly(issuer + "/.well-known/openid-configuration");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    private static JsonObject header(String token) {
        return part(token, 0);
    }

    private static JsonObject claims(String token) {
        return part(token, 1);
    }

    private static JsonObject part(String token, int number) {
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[number]), StandardCharsets.UTF_8));
    }

    private static Arguments way(String what, Consumer<UserToken> change) {
        return Arguments.of(what, change);
    }
}
