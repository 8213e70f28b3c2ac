// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that of an error's body only what is useful and harmless is kept, and that no body is too broken to look at. */
class ErrorAnswerTest {

    private static final String TOKEN = "eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiJ4In0.c2lnbmF0dXJl";
    private static final ErrorAnswer NOTHING = new ErrorAnswer("", "", null);

    @Test
    void readsCodeMessageAndCorrelationId() {
        ErrorAnswer answer = read(
                "{\"error\":{\"code\":\"Forbidden\",\"message\":\"Missing application roles.\",\"target\":\"5e4e-11\"}}");

        assertThat(answer).isEqualTo(new ErrorAnswer("Forbidden", "Missing application roles.", "5e4e-11"));
        assertThat(answer.quoted()).isEqualTo(" Defender says: \"Forbidden: Missing application roles.\".");
    }

    @Test
    void readsThemWithoutTheirEnvelope() {
        assertThat(read("{\"code\":\"BadRequest\",\"message\":\"m\"}"))
                .isEqualTo(new ErrorAnswer("BadRequest", "m", null));
    }

    @Test
    void takesACodeThatIsANumber() {
        assertThat(read("{\"error\":{\"code\":429,\"message\":\"m\",\"target\":null}}")
                        .code())
                .isEqualTo("429");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "42",
                "\"text\"",
                "{}",
                "{\"error\":null}",
                "{\"error\":{}}",
                "{\"error\":[]}",
                "{\"error\":\"invalid\"}",
                "{\"error\":{\"code\":null,\"message\":{},\"target\":[]}}",
                "{\"error\":{\"code\":\"Forbidd",
                "<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>",
                "Service Unavailable",
                "\u0000\u0001"
            })
    void findsNothingWhereThereIsNothing(String body) {
        ErrorAnswer answer = read(body);

        assertThat(answer).isEqualTo(NOTHING);
        assertThat(answer.quoted()).isEmpty();
        assertThat(answer.saysNotFound()).isFalse();
    }

    @Test
    void findsNothingWithoutABody() {
        assertThat(ErrorAnswer.read(null, TOKEN)).isEqualTo(NOTHING);
    }

    @Test
    void findsNothingInABodyThatBreaksOff() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                throw new IOException("reset");
            }
        };

        assertThat(ErrorAnswer.read(broken, TOKEN)).isEqualTo(NOTHING);
    }

    @Test
    void readsNoMoreThanAnErrorNeeds() {
        int[] given = {0};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                given[0]++;
                return ' ';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                given[0] += length;
                Arrays.fill(bytes, from, from + length, (byte) ' ');
                return length;
            }
        };

        assertThat(ErrorAnswer.read(endless, TOKEN)).isEqualTo(NOTHING);
        assertThat(given[0]).isLessThanOrEqualTo(16 * 1024);
    }

    @Test
    void neverRepeatsTheToken() {
        ErrorAnswer answer = read("{\"error\":{\"code\":\"c " + TOKEN + "\",\"message\":\"Bearer " + TOKEN
                + " is bad\",\"target\":\"" + TOKEN + "\"}}");

        assertThat(answer.code()).isEqualTo("c [token]");
        assertThat(answer.message()).isEqualTo("Bearer [token] is bad");
        assertThat(answer.correlationId()).isEqualTo("[token]");
    }

    @Test
    void neverRepeatsTheTokenWhereItIsLongerThanWhatIsShown() {
        String token = "t".repeat(2_000);
        ErrorAnswer answer =
                ErrorAnswer.read(stream("{\"error\":{\"message\":\"" + "x".repeat(250) + token + "\"}}"), token);

        assertThat(answer.message()).doesNotContain("tt");
    }

    /** JSON may write any character as an escape. */
    @Test
    void neverRepeatsTheTokenThatIsWrittenOtherwise() {
        ErrorAnswer answer =
                ErrorAnswer.read(stream("{\"error\":{\"message\":\"bad: ab\\/cd\\u002Bef\"}}"), "ab/cd+ef");

        assertThat(answer.message()).doesNotContain("ab/cd+ef");
    }

    @Test
    void makesWordsHarmlessAndShort() {
        ErrorAnswer answer = read("{\"error\":{\"code\":\"a\\u202Eb\",\"message\":\"one\\r\\ntwo \\\"three\\\" "
                + "x".repeat(5_000) + "\",\"target\":\"" + "y".repeat(5_000) + "\"}}");

        assertThat(answer.code()).isEqualTo("a\\u202Eb");
        assertThat(answer.message())
                .startsWith("one two \"three\" xxx")
                .hasSize(301)
                .endsWith("…");
        assertThat(answer.correlationId()).hasSize(301);
        assertThat(answer.quoted())
                .startsWith(" Defender says: \"a\\u202Eb: one two 'three' x")
                .endsWith("…\".");
    }

    @Test
    void quotesWhicheverPartThereIs() {
        assertThat(new ErrorAnswer("c", "", null).quoted()).isEqualTo(" Defender says: \"c\".");
        assertThat(new ErrorAnswer("", "m", null).quoted()).isEqualTo(" Defender says: \"m\".");
    }

    @Test
    void knowsTheCodesOfAnUnknownFile() {
        assertThat(new ErrorAnswer("ResourceNotFound", "", null).saysNotFound()).isTrue();
        assertThat(new ErrorAnswer("NotFound", "", null).saysNotFound()).isTrue();
        assertThat(new ErrorAnswer("404", "NotFound", null).saysNotFound()).isFalse();
    }

    @Property
    void looksAtAnythingWithoutFailing(@ForAll byte[] body) {
        ErrorAnswer answer = ErrorAnswer.read(new ByteArrayInputStream(body), TOKEN);

        assertThat(answer.message()).isNotNull();
        assertThat(answer.code()).isNotNull();
    }

    @Property(tries = 200)
    void looksAtAnAnswerCutAnywhereWithoutFailing(@ForAll int place) {
        String body = "{\"error\":{\"code\":\"Forbidden\",\"message\":\"Bearer " + TOKEN + "\",\"target\":\"5e4e\"}}";
        ErrorAnswer answer = read(body.substring(0, Math.floorMod(place, body.length())));

        assertThat(answer).isEqualTo(NOTHING);
    }

    private static ErrorAnswer read(String body) {
        return ErrorAnswer.read(stream(body), TOKEN);
    }

    private static InputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }
}
