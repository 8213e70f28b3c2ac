// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what each refusal of the sign-in tells a person, and that the secret is never part of it. */
class SignInRefusalTest {

    private static final String SECRET = "s3c~ret.Value";

    @ParameterizedTest
    @CsvSource({
        "7000215, secret is wrong, AZURE_CLIENT_SECRET",
        "7000222, secret has expired, new client secret",
        "700016, not in that tenant, AZURE_CLIENT_ID",
        "700016, not in that tenant, AZURE_TENANT_ID",
        "90002, tenant was not found, AZURE_TENANT_ID",
        "90002, another cloud, filetrail.cloud",
        "700027, signature, certificate",
        "700027, signature, when it has expired",
        "70021, federated credential, subject",
        "500011, not in the tenant, not provisioned",
        "65001, consented, admin consent"
    })
    void tellsWhatToDoAboutEachCode(int code, String meaning, String remedy) {
        SignInException refusal = refused("{\"error\":\"invalid_client\",\"error_description\":\"AADSTS" + code
                + ": Something long.\",\"error_codes\":[" + code
                + "],\"timestamp\":\"2026-03-04 05:06:07Z\",\"trace_id\":\"t\",\"correlation_id\":\"5e4e-11\"}");

        assertThat(refusal.getMessage())
                .contains(meaning, "(AADSTS" + code + ")")
                .doesNotContain("Something long");
        assertThat(refusal.whatToDo()).startsWith("FileTrail's operator: ").contains(remedy);
        assertThat(refusal.correlationId()).isEqualTo("5e4e-11");
        assertThat(refusal.passing()).isFalse();
    }

    @Test
    void findsTheCodeInTheWordsWhereItStandsNowhereElse() {
        SignInException refusal = refused(
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222: The provided client secret keys are expired.\"}");

        assertThat(refusal.getMessage()).contains("has expired (AADSTS7000222)");
        assertThat(refusal.correlationId()).isNull();
    }

    @Test
    void repeatsWhatItHasNoWordsFor() {
        SignInException refusal = refused(
                "{\"error\":\"invalid_request\",\"error_description\":\"AADSTS900144: The \\\"body\\\" must\\r\\ncontain it.\",\"error_codes\":[900144]}");

        assertThat(refusal.getMessage())
                .isEqualTo("The sign-in gave FileTrail no token: it refused (AADSTS900144). It says:"
                        + " \"AADSTS900144: The 'body' must contain it.\".");
        assertThat(refusal.whatToDo()).contains("AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET");
        assertThat(refusal.passing()).isFalse();
    }

    @Test
    void namesTheErrorWhereThereIsNoCode() {
        assertThat(refused("{\"error\":\"unauthorized_client\"}"))
                .hasMessage("The sign-in gave FileTrail no token: it refused (unauthorized_client).");
        assertThat(refused("{}")).hasMessage("The sign-in gave FileTrail no token: it refused.");
    }

    @Test
    void knowsWhatPasses() {
        assertThat(refused("{\"error\":\"temporarily_unavailable\"}").passing()).isTrue();
        assertThat(refused("<html>502</html>").passing()).isTrue();
        assertThat(refused("{\"error\":\"invalid_client\"}").passing()).isFalse();
    }

    @Test
    void hidesASecretThatTheDescriptionEchoes() {
        SignInException refusal = refused("{\"error\":\"invalid_client\",\"error_description\":\"The secret '" + SECRET
                + "' is bad, truly " + SECRET + "\",\"error_codes\":[7000218]}");

        assertThat(refusal.getMessage())
                .contains("The secret '[secret]' is bad")
                .doesNotContain(SECRET);
    }

    @Test
    void hidesASecretThatJsonEscapes() {
        SignInException refusal = SignInRefusal.of(
                "{\"error\":\"invalid_client\",\"error_description\":\"secret a\\u002Bb\\/c is bad\"}", "a+b/c", null);

        assertThat(refusal.getMessage()).contains("[secret]").doesNotContain("a+b/c");
    }

    @Test
    void hidesALongSecretThatIsCut() {
        String secret = "q".repeat(300);
        SignInException refusal =
                SignInRefusal.of("{\"error\":\"x\",\"error_description\":\"bad: " + secret + "\"}", secret, null);

        assertThat(refusal.getMessage()).doesNotContain("qqq");
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "correlation_id"})
    void hidesASecretThatAnotherPartEchoes(String part) {
        SignInException refusal = refused("{\"" + part + "\":\"bad " + SECRET + "\"}");

        assertThat(refusal.getMessage() + refusal.whatToDo() + refusal.correlationId())
                .doesNotContain(SECRET);
    }

    @Test
    void makesWordsHarmlessAndShort() {
        SignInException refusal = refused("{\"error\":\"a\\u202Eb\",\"error_description\":\"" + "x".repeat(5_000)
                + "\",\"correlation_id\":\"c\\nd\"}");

        assertThat(refusal.getMessage()).contains("(a\\u202Eb)").hasSizeLessThan(400);
        assertThat(refusal.correlationId()).isEqualTo("c d");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "42",
                "\"error\"",
                "{\"error\":",
                "<!DOCTYPE html><html>" + SECRET + "</html>",
                "token",
                "\u0000"
            })
    void saysThatSomethingElseAnswers(String body) {
        SignInException refusal = refused(body);

        assertThat(refusal).hasMessage("The sign-in gave FileTrail no token: its answer can't be understood.");
        assertThat(refusal.whatToDo()).contains("AZURE_AUTHORITY_HOST", "proxy");
        assertThat(refusal.correlationId()).isNull();
        assertThat(refusal.passing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error_codes\":7000215}",
                "{\"error_codes\":[]}",
                "{\"error_codes\":[\"x\"]}",
                "{\"error_codes\":[null]}",
                "{\"error_codes\":[99999999999999]}",
                "{\"error_codes\":[-1]}",
                "{\"error_codes\":{\"0\":7000215}}",
                "{\"error\":{\"a\":1},\"error_description\":[\"b\"],\"correlation_id\":{}}"
            })
    void survivesPartsOfAnotherForm(String body) {
        assertThat(refused(body)).hasMessageStartingWith("The sign-in gave FileTrail no token: it refused");
    }

    @Test
    void keepsTheCauseForTheLog() {
        RuntimeException cause = new IllegalStateException("why");

        assertThat(SignInRefusal.of("{}", SECRET, cause)).hasCause(cause);
    }

    @Property
    void hasWordsWhateverTheBody(@ForAll String body) {
        assertThat(refused(body).getMessage())
                .startsWith("The sign-in gave FileTrail no token: ")
                .endsWith(".");
    }

    private static SignInException refused(String body) {
        return SignInRefusal.of(body, SECRET, null);
    }
}
