// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import static dev.filetrail.simulator.SimulatorClient.assertSignInError;
import static dev.filetrail.simulator.SimulatorClient.clientCredentials;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

/** Assertions of another identity provider, as a platform puts them into a file. */
class FederationTest {

    private static final String ISSUER = "https://cluster.example/";
    private static final String SUBJECT = "system:serviceaccount:security:filetrail";

    private static SimulatorServer server;
    private static SimulatorClient client;
    private static TestCertificate provider;

    @BeforeAll
    static void start() throws Exception {
        server = SimulatorServer.start();
        client = new SimulatorClient(server);
        provider = TestCertificate.make();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void trust() {
        server.simulator().reset();
        server.simulator().signIn().trustFederated(ISSUER, SUBJECT, (RSAPublicKey)
                provider.certificate().getPublicKey());
    }

    @Test
    void anAssertionIsGoodAsLongAsItLives() throws Exception {
        String assertion = signed(claims -> {}).getCompactSerialization();

        assertThat(present(assertion).statusCode()).isEqualTo(200);
        assertThat(present(assertion).statusCode()).isEqualTo(200);
        assertThat(server.simulator().signIn().assertions()).hasSize(2).allSatisfy(seen -> assertThat(seen.claims())
                .containsEntry("sub", SUBJECT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void aWrongClaimIsRefused(String what, Consumer<JwtClaims> change, int code, int status, String error)
            throws Exception {
        HttpResponse<String> response = present(signed(change).getCompactSerialization());

        assertSignInError(response, code, status, error);
        assertThat(server.simulator().signIn().tokensIssued()).isZero();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("another issuer", edit(c -> c.setIssuer(ISSUER + "x")), 70021, 400, "invalid_request"),
                Arguments.of("another subject", edit(c -> c.setSubject("x")), 70021, 400, "invalid_request"),
                Arguments.of("another audience", edit(c -> c.setAudience("x")), 70021, 400, "invalid_request"),
                Arguments.of("expired", edit(c -> c.setExpirationTime(in(0))), 700024, 401, "invalid_client"),
                Arguments.of("without an end", edit(c -> c.unsetClaim("exp")), 700024, 401, "invalid_client"),
                Arguments.of("not valid yet", edit(c -> c.setNotBefore(in(60))), 700024, 401, "invalid_client"));
    }

    @Test
    void theRefusalNamesWhatWasPresented() throws Exception {
        HttpResponse<String> response =
                present(signed(claims -> claims.setSubject("repo:acme/x")).getCompactSerialization());

        assertThat(response.body()).contains("Assertion Subject: 'repo:acme/x'").contains(ISSUER);
    }

    @Test
    void anotherKeyOrAlgorithmIsRefused() throws Exception {
        JsonWebSignature forged = signed(claims -> {});
        forged.setKey(TestCertificate.make().key());
        assertSignInError(present(forged.getCompactSerialization()), 50013, 401, "invalid_client");

        JsonWebSignature other = signed(claims -> {});
        other.setAlgorithmHeaderValue("PS256");
        assertSignInError(present(other.getCompactSerialization()), 50013, 401, "invalid_client");
    }

    @Test
    void nobodyIsTrustedAfterReset() throws Exception {
        server.simulator().reset();

        HttpResponse<String> response = present(signed(claims -> {}).getCompactSerialization());

        assertSignInError(response, 70021, 400, "invalid_request");
    }

    private static HttpResponse<String> present(String assertion) throws Exception {
        Map<String, String> form = clientCredentials();
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        return client.askForToken(form);
    }

    private static JsonWebSignature signed(Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(SUBJECT);
        claims.setAudience("api://AzureADTokenExchange");
        claims.setExpirationTime(in(3_600));
        change.accept(claims);
        JsonWebSignature assertion = new JsonWebSignature();
        assertion.setAlgorithmHeaderValue("RS256");
        assertion.setKeyIdHeaderValue("any");
        assertion.setKey(provider.key());
        assertion.setPayload(claims.toJson());
        return assertion;
    }

    private static NumericDate in(long seconds) {
        return NumericDate.fromSeconds(Instant.now().getEpochSecond() + seconds);
    }

    private static Consumer<JwtClaims> edit(Consumer<JwtClaims> change) {
        return change;
    }
}
