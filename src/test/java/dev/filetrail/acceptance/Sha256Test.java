// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that is named by its SHA-256: looked up, answered, and said so. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class Sha256Test {

    private static final String NEVER_SEEN = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Simulated
    Simulator defender;

    @BeforeEach
    @AfterEach
    void calm() {
        defender.faults().clear();
        defender.signIn().reset();
        defender.calls().clear();
    }

    @Test
    void isAnsweredAndTheAnswerSaysSo() {
        String sha256 = defender.tenant().sha256(SimulatedFiles.SEVERAL_MACHINES);

        Question answer = Question.ask("SHA256: " + sha256.toUpperCase(java.util.Locale.ROOT));

        assertThat(answer.isError()).as(answer.text()).isFalse();
        assertThat(answer.total()).isEqualTo(14);
        assertThat(answer.structure())
                .containsEntry("hash", SimulatedFiles.SEVERAL_MACHINES)
                .containsEntry("resolved_from", sha256);
        assertThat(answer.text()).contains(SimulatedFiles.SEVERAL_MACHINES, sha256);
    }

    @Test
    void costsOneLookupForAllTime() {
        String sha256 = defender.tenant().sha256(SimulatedFiles.ONE_MACHINE);
        Question.ask(Map.of("hash", sha256, "fresh", true));
        Question.ask(Map.of("hash", sha256, "fresh", true));
        Question byBoth = Question.ask(SimulatedFiles.ONE_MACHINE);

        assertThat(defender.calls().count(CallKind.FILE)).isLessThanOrEqualTo(1);
        assertThat(defender.calls().count(CallKind.MACHINES_OF_FILE)).isEqualTo(2);
        assertThat(byBoth.remembered()).isTrue();
        assertThat(byBoth.structure()).containsEntry("resolved_from", null);
    }

    @Test
    void turnsPages() {
        String sha256 = defender.tenant().sha256(SimulatedFiles.SEVERAL_MACHINES);
        Question first = Question.ask(Map.of("hash", sha256, "limit", 10));
        Question second = Question.ask(Map.of("hash", sha256, "limit", 10, "cursor", first.nextCursor()));

        assertThat(first.ids()).hasSize(10).doesNotContainAnyElementsOf(second.ids());
        assertThat(second.ids()).hasSize(4);
    }

    @Test
    void saysThatDefenderDoesNotKnowItAndOffersTheOtherWay() {
        Question answer = Question.ask(NEVER_SEEN);

        assertThat(answer.isError()).isTrue();
        assertThat(answer.text())
                .contains("does not know a file with the SHA-256 " + NEVER_SEEN, "SHA-1", "sha1sum", "Get-FileHash")
                .contains("by SHA-1 only: ask with the file's SHA-1")
                .doesNotContain("Or ask");
        Question.ask(NEVER_SEEN);
        assertThat(defender.calls().count(CallKind.FILE))
                .as("that is remembered too")
                .isLessThanOrEqualTo(1);
        assertThat(defender.calls().count(CallKind.MACHINES_OF_FILE)).isZero();
    }

    @Test
    void saysWhichPermissionIsMissingAndOffersTheOtherWay() {
        defender.signIn().revokeAll();
        defender.signIn().roles("Machine.Read.All");

        Question answer = Question.ask(unasked());

        assertThat(answer.isError()).isTrue();
        assertThat(answer.text())
                .contains("(403)", "read files", "File.Read.All", "Grant admin consent", "SHA-1", "sha1sum")
                .doesNotContain("permission Machine.Read.All");
        assertThat(Question.ask(SimulatedFiles.SEVERAL_MACHINES).isError()).isFalse();
        // The program is the next test's too, and holds a token that may read no file.
        defender.signIn().reset();
        defender.signIn().revokeAll();
        assertThat(Question.ask(Question.newHash()).isError()).isFalse();
    }

    @Test
    void isNotTakenInByAnotherFile() {
        defender.faults()
                .next(Fault.raw(
                        200,
                        "application/json",
                        "{\"sha1\":\"" + SimulatedFiles.ONE_MACHINE + "\",\"sha256\":\"" + NEVER_SEEN + "\"}"));

        Question answer = Question.ask(unasked());

        assertThat(answer.isError()).isTrue();
        assertThat(answer.text()).contains("can't be understood");
    }

    @Test
    void survivesAnAnswerThatBreaksOff() {
        defender.faults()
                .always(Fault.raw(200, "application/json", "{\"sha1\":\"" + SimulatedFiles.ONE_MACHINE + "\""));

        Question answer = Question.ask(unasked());

        assertThat(answer.isError()).isTrue();
        assertThat(answer.text()).contains("broke off", "SHA-1");
    }

    private static String unasked() {
        return Question.newHash() + Question.newHash().substring(16);
    }
}
