// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is signed with a certificate is what Entra documents, whatever form the file has. */
class CertificateProofTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String TOKEN_URL = "https://login.example/tenant/oauth2/v2.0/token";

    private static SomeCertificate one;
    private static SomeCertificate other;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() throws Exception {
        one = SomeCertificate.make();
        other = SomeCertificate.make();
    }

    @Test
    void signsWhatEntraAsksFor() throws Exception {
        Map<String, String> parameters = proof(file(one.pem()), "").parameters();

        assertThat(parameters)
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .containsOnlyKeys("client_assertion_type", "client_assertion");
        String assertion = parameters.get("client_assertion");
        JsonNode header = part(assertion, 0);
        JsonNode claims = part(assertion, 1);
        assertThat(header.path("alg").asText()).isEqualTo("PS256");
        assertThat(header.path("typ").asText()).isEqualTo("JWT");
        assertThat(header.path("x5t#S256").asText()).isEqualTo(thumbprint(one));
        assertThat(claims.path("aud").asText()).isEqualTo(TOKEN_URL);
        assertThat(claims.path("iss").asText()).isEqualTo("client");
        assertThat(claims.path("sub").asText()).isEqualTo("client");
        long lives = claims.path("exp").asLong() - claims.path("nbf").asLong();
        assertThat(lives).isBetween(300L, 600L);
        assertThat(claims.path("nbf").asLong()).isLessThanOrEqualTo(NOW.getEpochSecond());
        assertThat(claims.path("exp").asLong()).isGreaterThan(NOW.getEpochSecond() + 300);
        assertThat(isSignedBy(one, assertion)).isTrue();
        assertThat(isSignedBy(other, assertion)).isFalse();
    }

    @Test
    void neverSignsTheSameTwice() throws Exception {
        CertificateProof proof = proof(file(one.pem()), "");
        String first = proof.parameters().get("client_assertion");
        String second = proof.parameters().get("client_assertion");

        assertThat(part(first, 1).path("jti").asText())
                .isNotBlank()
                .isNotEqualTo(part(second, 1).path("jti").asText());
    }

    @Test
    void readsEveryFormThatPeopleHave() throws Exception {
        Path pkcs12 = Files.write(folder.resolve("one.pfx"), one.pkcs12("pass word"));
        Path empty = Files.write(folder.resolve("empty.pfx"), one.pkcs12(""));
        Path chain = file(other.pem().substring(other.pem().indexOf("-----BEGIN CERT")) + one.oldPem());

        for (CertificateProof each :
                new CertificateProof[] {proof(pkcs12, "pass word"), proof(empty, ""), proof(chain, "")}) {
            String assertion = each.parameters().get("client_assertion");
            assertThat(isSignedBy(one, assertion)).isTrue();
            assertThat(part(assertion, 0).path("x5t#S256").asText()).isEqualTo(thumbprint(one));
        }
    }

    @Test
    void takesTheNextCertificateWhenTheFileChangesAndKeepsTheLastWhileItIsBroken() throws Exception {
        Path file = file(one.pem());
        CertificateProof proof = proof(file, "");
        assertThat(isSignedBy(one, proof.parameters().get("client_assertion"))).isTrue();

        Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nhalf written");
        assertThat(isSignedBy(one, proof.parameters().get("client_assertion"))).isTrue();

        Files.writeString(file, other.pem());
        assertThat(isSignedBy(other, proof.parameters().get("client_assertion")))
                .isTrue();
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        Path pkcs12 = Files.write(folder.resolve("locked.pfx"), one.pkcs12("secret-pass"));
        String elliptic = SomeCertificate.block(
                "PRIVATE KEY",
                KeyPairGenerator.getInstance("EC")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
        String key = one.pem().substring(0, one.pem().indexOf("-----BEGIN CERT"));

        assertThat(trouble(folder.resolve("nowhere.pem"), "")).contains("can't be read", "nowhere.pem");
        assertThat(trouble(pkcs12, "wrong-pass"))
                .contains("AZURE_CLIENT_CERTIFICATE_PASSWORD opens")
                .doesNotContain("wrong-pass", "secret-pass");
        assertThat(trouble(file(""), "")).contains("neither PEM nor");
        assertThat(trouble(file(key), "")).contains("no certificate of its private key");
        assertThat(trouble(file(one.pem().substring(key.length())), "")).contains("no private key");
        assertThat(trouble(file(key + other.pem().substring(other.pem().indexOf("-----BEGIN CERT"))), ""))
                .contains("no certificate of its private key");
        assertThat(trouble(file(elliptic), "")).contains("RSA");
        assertThat(trouble(file(SomeCertificate.block("ENCRYPTED PRIVATE KEY", new byte[40])), ""))
                .contains("encrypted", "PKCS#12");
    }

    private String trouble(Path file, String password) {
        SignInException[] said = new SignInException[1];
        assertThatExceptionOfType(SignInException.class)
                .isThrownBy(() -> proof(file, password).parameters())
                .satisfies(e -> said[0] = e);
        assertThat(said[0].whatToDo()).startsWith("FileTrail's operator: ").contains("PKCS#12");
        assertThat(said[0].getMessage())
                .contains("AZURE_CLIENT_CERTIFICATE_PATH")
                .doesNotContain("Exception");
        return said[0].getMessage();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "certificate", ".pem"), text);
    }

    private static CertificateProof proof(Path file, String password) {
        return new CertificateProof(file, password, "client", TOKEN_URL, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static JsonNode part(String token, int which) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[which]));
    }

    private static String thumbprint(SomeCertificate of) throws Exception {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(of.certificate().getEncoded()));
    }

    private static boolean isSignedBy(SomeCertificate signer, String token) throws Exception {
        Signature check = Signature.getInstance("RSASSA-PSS");
        check.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        check.initVerify(signer.certificate());
        int end = token.lastIndexOf('.');
        check.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        return check.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
    }
}
