// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that one thing, and a short list of things, are read leniently in all but this: that they are whole. */
class WireObjectTest {

    private static final String SHA1 = "3395856ce81f2b7382dee72602f798b642f14140";
    private static final String SHA256 = "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";
    private static final String OTHER_SHA1 = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";

    @Test
    void readsAFile() throws IOException {
        FileFacts facts = file(SHA1, """
                {"@odata.context":"https://elsewhere","sha1":"3395856CE81F2B7382DEE72602F798B642F14140","sha256":"%s",
                "globalPrevalence":"180022","size":68,"isPeFile":false,"isValidCertificate":"True","signer":" ",
                "globalFirstObserved":"2013-03-03T14:00:34.4184075Z","globalLastObserved":"0001-01-01T00:00:00Z",
                "determinationType":"SomethingNew","determinationValue":null,"issuer":{"not":"a text"},"new":[[{}]]}""".formatted(SHA256));

        assertThat(facts.sha1()).isEqualTo(SHA1);
        assertThat(facts.sha256()).isEqualTo(SHA256);
        assertThat(facts.globalPrevalence()).isEqualTo(180_022);
        assertThat(facts.size()).isEqualTo(68);
        assertThat(facts.portableExecutable()).isFalse();
        assertThat(facts.certificateValid()).isTrue();
        assertThat(facts.globalFirstSeen()).isEqualTo(Instant.parse("2013-03-03T14:00:34.418407500Z"));
        assertThat(facts.globalLastSeen()).isNull();
        assertThat(facts.determination()).isEqualTo("SomethingNew");
        assertThat(facts)
                .extracting(FileFacts::signer, FileFacts::issuer, FileFacts::threat, FileFacts::md5)
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"-1\"", "-1", "1.5", "\"many\"", "\"\"", "null", "[3]", "99999999999999999999"})
    void takesForANumberOnlyWhatIsOne(String prevalence) throws IOException {
        assertThat(file(SHA1, "{\"globalPrevalence\":" + prevalence + "}").globalPrevalence())
                .isNull();
    }

    @Test
    void readsTheStatisticsFromWhicheverOfTheTwoFormsIsThere() throws IOException {
        FileStats both = stats("{\"orgPrevalence\":\"12\",\"organizationPrevalence\":13,\"globallyPrevalence\":5}");
        FileStats one = stats("{\"orgPrevalence\":\"12\",\"globalPrevalence\":\"4\",\"topFileNames\":\"a.exe\"}");

        assertThat(both.machines()).isEqualTo(13);
        assertThat(both.globalPrevalence()).isEqualTo(5);
        assertThat(both.names()).isEmpty();
        assertThat(one.machines()).isEqualTo(12);
        assertThat(one.globalPrevalence()).isEqualTo(4);
        assertThat(one.names()).containsExactly("a.exe");
    }

    @Test
    void boundsWhatAStrangerMadeLong() throws IOException {
        String longName = "x".repeat(100_000);
        FileStats stats = stats("{\"topFileNames\":[" + ("\"" + longName + "\",").repeat(150) + "null,7]}");

        assertThat(stats.names()).hasSize(100).allMatch(name -> name.length() == 2_001 && name.endsWith("…"));
    }

    @Test
    void refusesAnotherFile() {
        assertThatThrownBy(() -> file(SHA1, "{\"sha1\":\"" + OTHER_SHA1 + "\"}"))
                .isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> file(SHA256, "{\"sha1\":\"" + SHA1 + "\",\"sha256\":\"" + "0".repeat(64) + "\"}"))
                .isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> file(SHA256, "{\"sha256\":\"" + SHA256 + "\"}"))
                .as("whoever asks by SHA-256 needs the SHA-1")
                .isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> stats("{\"sha1\":\"" + OTHER_SHA1 + "\"}"))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void noticesWhereverAFileBreaksOff() {
        String whole = "{\"a\":{\"b\":[1,{}]},\"sha1\":\"" + SHA1 + "\",\"signer\":[1,[2]]}";
        for (int length = 0; length < whole.length(); length++) {
            String part = whole.substring(0, length);
            assertThatThrownBy(() -> file(SHA1, part))
                    .as(part)
                    .isInstanceOfAny(EOFException.class, JsonEOFException.class, JsonParseException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "null", "<html>", "{} {}", "{\"a\":1}x", "{\"a\" 1}"})
    void refusesWhatIsNoObject(String body) {
        assertThatThrownBy(() -> file(SHA1, body)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void readsAlertsAndTheLinkToMore() throws IOException {
        List<Alert> alerts = new ArrayList<>();
        Optional<String> next = page(alerts, 10, """
                {"@odata.count":2,"value":[{"id":"a","incidentId":7,"mitreTechniques":["T1003.001",null,{}],
                "evidence":[{"x":[1]}],"alertCreationTime":"2026-03-04T12:00:00.1234567Z"},{"title":"no id"}],
                "@odata.nextLink":"https://there/more"}""");

        assertThat(next).contains("https://there/more");
        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).incidentId()).isEqualTo("7");
        assertThat(alerts.get(0).techniques()).containsExactly("T1003.001");
        assertThat(alerts.get(0).created()).isEqualTo(Instant.parse("2026-03-04T12:00:00.123456700Z"));
    }

    @Test
    void takesNothingOfAPageOfAlertsThatBreaksOff() {
        String whole = "{\"value\":[{\"id\":\"a\",\"evidence\":[{}]},{\"id\":\"b\"}],\"more\":[1]}";
        List<Alert> alerts = new ArrayList<>();
        for (int length = 1; length < whole.length(); length++) {
            String part = whole.substring(0, length);
            assertThatThrownBy(() -> page(alerts, 10, part))
                    .as(part)
                    .isInstanceOfAny(EOFException.class, JsonEOFException.class, JsonParseException.class);
        }
        assertThat(alerts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"value\":null}", "{\"value\":{}}", "{\"value\":[1]}", "[]", "{\"value\":[]}{}"})
    void refusesWhatIsNoList(String body) {
        assertThatThrownBy(() -> page(new ArrayList<>(), 10, body)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void refusesMoreAlertsThanAllowed() throws IOException {
        List<Alert> alerts = new ArrayList<>();
        page(alerts, 3, "{\"value\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");

        assertThatThrownBy(() -> page(alerts, 3, "{\"value\":[{\"id\":\"c\"},{\"id\":\"d\"}]}"))
                .isInstanceOf(TooMany.class)
                .hasMessage("more than 3 alerts");
    }

    private static FileFacts file(String id, String body) throws IOException {
        return new Lookup<>(
                        Operation.FILE,
                        null,
                        authorization -> null,
                        FileFacts.WANTED,
                        wire -> Optional.of(FileFacts.of(wire))
                                .filter(facts -> facts.isOf(id))
                                .orElse(null),
                        null)
                .read(stream(body))
                .orElseThrow();
    }

    private static FileStats stats(String body) throws IOException {
        return new Lookup<>(
                        Operation.FILE_STATS,
                        null,
                        authorization -> null,
                        FileStats.WANTED,
                        wire -> FileStats.of(wire, SHA1),
                        null)
                .read(stream(body))
                .orElseThrow();
    }

    private static Optional<String> page(List<Alert> alerts, int most, String body) throws IOException {
        return new ListPage<>(
                        Operation.ALERTS_OF_FILE,
                        null,
                        authorization -> null,
                        Alert.WANTED,
                        Alert::of,
                        most,
                        alerts,
                        null)
                .read(stream(body));
    }

    private static InputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }
}
