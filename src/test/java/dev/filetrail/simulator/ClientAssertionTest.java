// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import static dev.filetrail.simulator.SimulatorClient.assertSignInError;
import static dev.filetrail.simulator.SimulatorClient.clientCredentials;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Assertions that a certificate signed. They are made by jose4j, which the simulator has nothing in common with. */
class ClientAssertionTest {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static SimulatorServer server;
    private static SimulatorClient client;
    private static TestCertificate ours;
    private static TestCertificate theirs;

    @BeforeAll
    static void start() throws Exception {
        server = SimulatorServer.start();
        client = new SimulatorClient(server);
        ours = TestCertificate.make();
        theirs = TestCertificate.make();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void accept() {
        server.simulator().reset();
        server.simulator().signIn().acceptCertificate(ours.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PS256", "RS256"})
    void aRightAssertionGivesATokenThatTheApiTakes(String algorithm) throws Exception {
        JsonWebSignature assertion = right();
        assertion.setAlgorithmHeaderValue(algorithm);

        HttpResponse<String> response = present(assertion);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String token = new JsonObject(response.body()).getString("access_token");
        assertThat(client.get(token, SimulatorClient.machinesOf(SimulatedFiles.ONE_MACHINE))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatWasAssertedCanBeLookedAt() throws Exception {
        JsonWebSignature assertion = right();

        present(assertion);

        assertThat(server.simulator().signIn().assertions()).singleElement().satisfies(seen -> {
            assertThat(seen.header())
                    .containsEntry("alg", "PS256")
                    .containsEntry("typ", "JWT")
                    .containsEntry("x5t#S256", ours.thumbprint());
            assertThat(seen.claims())
                    .containsEntry("aud", tokenUrl())
                    .containsEntry("iss", SignIn.CLIENT_ID)
                    .containsKeys("jti", "nbf", "exp");
        });
    }

    @Test
    void anyOfSeveralCertificatesWillDoUntilReset() throws Exception {
        server.simulator().signIn().acceptCertificate(theirs.certificate());
        assertThat(present(right()).statusCode()).isEqualTo(200);
        assertThat(present(of(theirs)).statusCode()).isEqualTo(200);

        server.simulator().reset();
        assertThat(server.simulator().signIn().assertions()).isEmpty();
        assertSignInError(present(right()), 700027, 401, "invalid_client");
    }

    @Test
    void anAssertionIsGoodForOneTime() throws Exception {
        JsonWebSignature assertion = right();
        assertThat(present(assertion).statusCode()).isEqualTo(200);

        assertSignInError(present(assertion), 70002, 401, "invalid_client");
        assertThat(server.simulator().signIn().assertions()).hasSize(2);
        assertThat(server.simulator().signIn().tokensIssued()).isOne();
    }

    @Test
    void aCertificateThatNobodyRegisteredIsRefused() throws Exception {
        assertThat(assertSignInError(present(of(theirs)), 700027, 401, "invalid_client")
                        .getString("error_description"))
                .contains("is not registered on application");
    }

    @Test
    void anotherKeyUnderTheRightThumbprintIsRefused() throws Exception {
        JsonWebSignature assertion = right();
        assertion.setKey(theirs.key());

        assertThat(assertSignInError(present(assertion), 700027, 401, "invalid_client")
                        .getString("error_description"))
                .contains("did not match the expected signature value");
    }

    @Test
    void aCertificateThatExpiredIsRefused() throws Exception {
        TestCertificate old = TestCertificate.make(Instant.now().minus(Duration.ofDays(1)));
        server.simulator().signIn().acceptCertificate(old.certificate());

        assertThat(assertSignInError(present(of(old)), 700027, 401, "invalid_client")
                        .getString("error_description"))
                .contains("The key used is expired.");
    }

    @Test
    void hmacWithThePublicKeyAndNoSignatureAtAllAreRefused() throws Exception {
        JsonWebSignature hmac = right();
        Key secret = new SecretKeySpec(ours.certificate().getPublicKey().getEncoded(), "HmacSHA256");
        hmac.setAlgorithmHeaderValue("HS256");
        hmac.setKey(secret);
        assertSignInError(present(hmac), 700027, 401, "invalid_client");

        String[] parts = right().getCompactSerialization().split("\\.");
        String none = JsonWebToken.base64("{\"alg\":\"none\",\"typ\":\"JWT\",\"x5t#S256\":\"%s\"}"
                .formatted(ours.thumbprint())
                .getBytes(StandardCharsets.US_ASCII));
        assertSignInError(present(none + '.' + parts[1] + '.'), 700027, 401, "invalid_client");
    }

    @Test
    void claimsThatWereChangedAfterwardsAreRefused() throws Exception {
        String[] one = right().getCompactSerialization().split("\\.");
        String[] other = right().getCompactSerialization().split("\\.");

        assertSignInError(present(one[0] + '.' + other[1] + '.' + one[2]), 700027, 401, "invalid_client");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void aWrongClaimIsRefused(String what, Consumer<JwtClaims> change, int code) throws Exception {
        assertSignInError(present(with(change)), code, 401, "invalid_client");
        assertThat(server.simulator().signIn().tokensIssued()).isZero();
        assertThat(server.simulator().signIn().assertions()).hasSize(1);
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                wrong("for another place", claims -> claims.setAudience(tokenUrl() + "/"), 700023),
                wrong(
                        "for another host",
                        claims -> claims.setAudience(tokenUrl().replace("127.0.0.1", "h")),
                        700023),
                wrong("for nobody", claims -> claims.unsetClaim("aud"), 700023),
                wrong("for federation", claims -> claims.setAudience(FederatedCredentials.AUDIENCE), 700023),
                wrong("issued by another", claims -> claims.setIssuer("another"), 700021),
                wrong("about another", claims -> claims.setSubject("another"), 700021),
                wrong("expired", claims -> times(claims, -600, 0), 700024),
                wrong("not valid yet", claims -> times(claims, 60, 600), 700024),
                wrong("too long", claims -> times(claims, -1, 600), 700024),
                wrong("without a beginning", claims -> claims.unsetClaim("nbf"), 50027),
                wrong("without an end", claims -> claims.unsetClaim("exp"), 50027),
                wrong("a time as a text", claims -> claims.setStringClaim("exp", "tomorrow"), 50027),
                wrong("without an id", claims -> claims.unsetClaim("jti"), 50027));
    }

    @Test
    void theHeaderMustSayWhatItIs() throws Exception {
        JsonWebSignature untyped = right();
        untyped.getHeaders().setObjectHeaderValue("typ", "at+jwt");
        assertSignInError(present(untyped), 50027, 401, "invalid_client");

        JsonWebSignature unnamed = right();
        unnamed.getHeaders().setObjectHeaderValue("x5t#S256", null);
        assertSignInError(present(unnamed), 700027, 401, "invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", "a", "..", "!.!.!", "W10.W10.", "bnVsbA.bnVsbA.", "e30.e30.e30.e30"})
    void whatIsNoTokenIsRefused(String text) throws Exception {
        assertSignInError(present(text), 700027, 401, "invalid_client");
        assertThat(server.simulator().signIn().assertions()).isEmpty();
    }

    @Test
    void theKindOfAssertionMustBeNamed() throws Exception {
        Map<String, String> form = clientCredentials();
        form.put("client_assertion", right().getCompactSerialization());
        assertSignInError(client.askForToken(form), 900144, 400, "invalid_request");

        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer");
        assertSignInError(client.askForToken(form), 7000218, 401, "invalid_client");
    }

    private static HttpResponse<String> present(JsonWebSignature assertion) throws Exception {
        return present(assertion.getCompactSerialization());
    }

    private static HttpResponse<String> present(String assertion) throws Exception {
        Map<String, String> form = clientCredentials();
        form.put("client_assertion_type", JWT_BEARER);
        form.put("client_assertion", assertion);
        return client.askForToken(form);
    }

    private static JsonWebSignature right() throws Exception {
        return of(ours);
    }

    private static JsonWebSignature of(TestCertificate certificate) throws Exception {
        return signed(certificate, rightClaims());
    }

    private static JsonWebSignature with(Consumer<JwtClaims> change) throws Exception {
        JwtClaims claims = rightClaims();
        change.accept(claims);
        return signed(ours, claims);
    }

    private static JsonWebSignature signed(TestCertificate certificate, JwtClaims claims) throws Exception {
        JsonWebSignature assertion = new JsonWebSignature();
        assertion.setAlgorithmHeaderValue("PS256");
        assertion.setHeader("typ", "JWT");
        assertion.setHeader("x5t#S256", certificate.thumbprint());
        assertion.setKey(certificate.key());
        assertion.setPayload(claims.toJson());
        return assertion;
    }

    private static JwtClaims rightClaims() {
        JwtClaims claims = new JwtClaims();
        claims.setAudience(tokenUrl());
        claims.setIssuer(SignIn.CLIENT_ID);
        claims.setSubject(SignIn.CLIENT_ID);
        claims.setJwtId(UUID.randomUUID().toString());
        times(claims, 0, 600);
        return claims;
    }

    private static void times(JwtClaims claims, long from, long to) {
        long now = Instant.now().getEpochSecond();
        claims.setNotBefore(NumericDate.fromSeconds(now + from));
        claims.setExpirationTime(NumericDate.fromSeconds(now + to));
    }

    private static String tokenUrl() {
        return server.loginUrl() + "/" + SignIn.TENANT_ID + "/oauth2/v2.0/token";
    }

    private static Arguments wrong(String what, Consumer<JwtClaims> change, int code) {
        return Arguments.of(what, change, code);
    }
}
