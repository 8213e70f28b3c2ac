// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.defender.DefenderException.Kind;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what each status means: its kind, whether to try again, how long to wait, and whose turn it is. */
class RefusalTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ErrorAnswer SAID = new ErrorAnswer("TheCode", "The words.", "5e4e-11");
    private static final ErrorAnswer SILENT = new ErrorAnswer("", "", null);

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST, false",
        "401, UNAUTHORIZED, false",
        "402, BAD_REQUEST, false",
        "403, FORBIDDEN, false",
        "404, BROKEN_ANSWER, false",
        "405, BAD_REQUEST, false",
        "407, BAD_REQUEST, false",
        "408, SERVICE_FAILED, true",
        "418, BAD_REQUEST, false",
        "429, THROTTLED, false",
        "500, SERVICE_FAILED, true",
        "501, SERVICE_FAILED, true",
        "502, SERVICE_FAILED, true",
        "503, SERVICE_FAILED, true",
        "504, SERVICE_FAILED, true",
        "599, SERVICE_FAILED, true",
        "204, BROKEN_ANSWER, false",
        "301, BROKEN_ANSWER, false",
        "302, BROKEN_ANSWER, false",
        "101, BROKEN_ANSWER, false"
    })
    void tellsWhatAStatusMeans(int status, Kind kind, boolean worthRetrying) {
        DefenderException refusal = Refusal.of(Operation.MACHINES_OF_FILE, false, status, SAID, null, PATIENCE);

        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.worthRetrying()).isEqualTo(worthRetrying);
        assertThat(refusal.getMessage()).contains(String.valueOf(status));
        assertThat(refusal.correlationId()).isEqualTo("5e4e-11");
        assertThat(refusal.whatToDo()).isNotBlank();
        assertThat(refusal instanceof DefenderException.OfTheService).isEqualTo(kind == Kind.SERVICE_FAILED);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 429, 500, 503})
    void repeatsWhatDefenderSays(int status) {
        assertThat(Refusal.of(Operation.MACHINES_OF_FILE, false, status, SAID, null, PATIENCE))
                .hasMessageEndingWith("Defender says: \"TheCode: The words.\".");
        assertThat(Refusal.of(Operation.MACHINES_OF_FILE, false, status, SILENT, null, PATIENCE)
                        .getMessage())
                .doesNotContain("says:")
                .endsWith(".");
        assertThat(Refusal.of(Operation.MACHINES_OF_FILE, false, status, SILENT, null, PATIENCE)
                        .correlationId())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "5, true", "6, false", "3600, false"})
    void waitsForA429OnlyAsLongAsItsPatienceLasts(long seconds, boolean worthRetrying) {
        DefenderException refusal =
                Refusal.of(Operation.MACHINES_OF_FILE, false, 429, SAID, Duration.ofSeconds(seconds), PATIENCE);

        assertThat(refusal.waitTime()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(refusal.worthRetrying()).isEqualTo(worthRetrying);
    }

    @Test
    void assumesTenSecondsForA429ThatDoesNotTell() {
        assertThat(Refusal.of(Operation.MACHINES_OF_FILE, false, 429, SILENT, null, PATIENCE)
                        .waitTime())
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(Refusal.of(Operation.MACHINES_OF_FILE, false, 429, SILENT, null, Duration.ofSeconds(10))
                        .worthRetrying())
                .isTrue();
    }

    @Test
    void waitsForA503AsItAsksAndAtOnceWhenItDoesNot() {
        assertThat(Refusal.of(Operation.MACHINES_OF_FILE, false, 503, SAID, null, PATIENCE)
                        .waitTime())
                .isNull();
        assertThat(Refusal.of(Operation.MACHINES_OF_FILE, false, 503, SAID, Duration.ofSeconds(5), PATIENCE)
                        .worthRetrying())
                .isTrue();
        DefenderException late =
                Refusal.of(Operation.MACHINES_OF_FILE, false, 503, SAID, Duration.ofSeconds(120), PATIENCE);
        assertThat(late.waitTime()).isEqualTo(Duration.ofSeconds(120));
        assertThat(late.worthRetrying()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 302})
    void neverPromisesThatWaitingHelpsWhereItDoesNot(int status) {
        assertThat(Refusal.of(Operation.MACHINES_OF_FILE, false, status, SAID, Duration.ofSeconds(1), PATIENCE)
                        .waitTime())
                .isNull();
    }

    @Test
    void namesBothPermissionsAndWhoGrantsThem() {
        assertThat(Refusal.of(Operation.MACHINES_OF_FILE, false, 403, SAID, null, PATIENCE)
                        .whatToDo())
                .contains("Machine.Read.All", "Machine.ReadWrite.All", "administrator", "admin consent");
    }

    @Test
    void namesTheScopeWhereTheTokenIsRefused() {
        assertThat(Refusal.of(Operation.MACHINES_OF_FILE, false, 401, SAID, null, PATIENCE)
                        .whatToDo())
                .contains("filetrail.cloud", "filetrail.defender.scope");
    }

    @Property(tries = 600)
    void hasWordsForEveryStatus(@ForAll @IntRange(min = 100, max = 999) int status) {
        DefenderException refusal = Refusal.of(Operation.MACHINES_OF_FILE, false, status, SILENT, null, PATIENCE);

        assertThat(refusal.getMessage()).endsWith(".").contains(String.valueOf(status));
        assertThat(refusal.whatToDo()).endsWith(".");
    }

    @Test
    void isTriedAgainOnlyWhereItIsWorthIt() {
        WorthRetrying worth = new WorthRetrying();

        assertThat(worth.test(Refusal.of(Operation.MACHINES_OF_FILE, false, 500, SAID, null, PATIENCE)))
                .isTrue();
        assertThat(worth.test(Refusal.of(Operation.MACHINES_OF_FILE, false, 403, SAID, null, PATIENCE)))
                .isFalse();
        assertThat(worth.test(new IllegalStateException())).isFalse();
    }
}
