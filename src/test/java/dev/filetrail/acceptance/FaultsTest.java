// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which Defender, its sign-in and the network fail, over real sockets: what the assistant then reads. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
@Tag("waiting")
class FaultsTest {

    private static final Set<String> ASKED = new HashSet<>();

    @Simulated
    Simulator defender;

    @BeforeEach
    @AfterEach
    void calm() {
        defender.faults().clear();
        defender.signIn().reset();
        defender.tenant().reset();
        defender.calls().clear();
    }

    private Question askUnder(Fault... faults) {
        defender.faults().next(faults);
        return Question.ask(Question.newHash());
    }

    private Question askUnderAlways(Fault fault) {
        defender.faults().always(fault);
        Question answer = Question.ask(Question.newHash());
        defender.faults().clear();
        return answer;
    }

    private long attempts() {
        return defender.calls().count(CallKind.MACHINES_OF_FILE);
    }

    private static void assertHelpful(Question answer, String... words) {
        assertThat(answer.isError()).as(answer.text()).isTrue();
        assertThat(answer.text())
                .contains(words)
                .doesNotContain("Exception", "java.", "Bearer", "eyJ", "simulated-secret");
    }

    @Test
    void badRequest() {
        Fault fault = Fault.status(400, "InvalidInput", "The input is wrong");
        assertHelpful(askUnder(fault), "(400)", "InvalidInput", fault.correlationId());
        assertThat(attempts()).isOne();
    }

    @Test
    void aRefusedTokenIsReplacedOnce() {
        Question.ask(Question.newHash());
        long tokens = defender.signIn().tokensIssued();
        defender.signIn().revokeAll();

        assertThat(Question.ask(Question.newHash()).isError()).isFalse();
        assertThat(defender.signIn().tokensIssued()).isEqualTo(tokens + 1);
    }

    @Test
    void aTokenServesManyQuestions() {
        Question.ask(Question.newHash());
        long tokens = defender.signIn().tokensIssued();

        Question.ask(Question.newHash());
        Question.ask(Question.newHash());
        assertThat(defender.signIn().tokensIssued()).isEqualTo(tokens);
    }

    /** One that ends within the half minute's margin is renewed for the next question, before anybody refuses it. */
    @Test
    void aTokenIsRenewedBeforeItEnds() {
        defender.signIn().lifetimeSeconds(20);
        defender.signIn().revokeAll();
        Question.ask(Question.newHash());
        long tokens = defender.signIn().tokensIssued();
        defender.calls().clear();

        assertThat(Question.ask(Question.newHash()).isError()).isFalse();
        assertThat(defender.signIn().tokensIssued()).isEqualTo(tokens + 1);
        assertThat(defender.calls().all()).hasSize(1).allMatch(call -> call.status() == 200);
        // The next tests begin with one that lasts.
        defender.signIn().reset();
        defender.signIn().revokeAll();
    }

    @Test
    void aTokenThatIsRefusedTwiceIsAnError() {
        assertHelpful(askUnder(Fault.unauthorized(), Fault.unauthorized()), "(401)", "filetrail.defender.scope");
        assertThat(attempts()).isEqualTo(2);
    }

    @Test
    void missingRolesAreNamedWithWhereToGrantThem() {
        defender.signIn().roles();
        defender.signIn().revokeAll();

        assertHelpful(
                Question.ask(Question.newHash()),
                "(403)",
                "Machine.Read.All",
                "Machine.ReadWrite.All",
                "API permissions",
                "Grant admin consent");
        assertThat(attempts()).isLessThanOrEqualTo(2);
        defender.signIn().roles("Machine.Read.All");
        assertThat(Question.ask(Question.newHash()).isError())
                .as("a permission granted meanwhile counts from the next question on")
                .isFalse();
        // The program is the next test's too, and holds a token that may do less than that one needs.
        defender.signIn().reset();
        defender.signIn().revokeAll();
        assertThat(Question.ask(Question.newHash()).isError()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NotFound", "ResourceNotFound"})
    void notFoundIsAnEmptySet(String code) {
        Question answer = askUnder(Fault.status(404, code, "File was not found"));
        assertThat(answer.isError()).isFalse();
        assertThat(answer.total()).isZero();
    }

    @Test
    void anEmptyNotFoundIsNoAnswer() {
        assertHelpful(askUnder(Fault.empty(404)), "(404", "filetrail.defender.url");
    }

    @Test
    void aShortThrottleIsWaitedOut() {
        assertThat(askUnder(Fault.throttled(1)).isError()).isFalse();
        assertThat(attempts()).isEqualTo(2);
    }

    @Test
    void aLongThrottleIsToldInSecondsAndKeptByAll() throws InterruptedException {
        assertHelpful(askUnder(Fault.throttled(3)), "(429)", "Ask again in 3 seconds");
        assertHelpful(Question.ask(Question.newHash()), "no call to Defender left", "Ask again in");
        assertThat(attempts()).isOne();
        recover();
    }

    @Test
    void aThrottleThatSaysItInWordsOnly() throws InterruptedException {
        assertHelpful(askUnder(Fault.throttledInTextOnly(2)), "(429)", "Ask again in 2 seconds");
        recover();
    }

    @Test
    void aThrottleThatSaysItAsADate() throws InterruptedException {
        Question answer = askUnder(Fault.throttledUntil(Instant.now().plusSeconds(4)));
        assertThat(answer.text()).containsPattern("Ask again in [34] seconds");
        recover();
    }

    /** A throttle shuts the budget of the FileTrail that all tests here share: the next one waits until it is open again. */
    private void recover() throws InterruptedException {
        for (int i = 0; i < 50 && Question.ask(Question.newHash()).isError(); i++) {
            Thread.sleep(100);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void itsOwnTroubleIsRetriedThenTold(int status) {
        Fault fault = Fault.status(status, "InternalServerError", "Something went wrong");
        assertHelpful(askUnderAlways(fault), "(" + status + ")", "service health", fault.correlationId());
        assertThat(attempts()).isEqualTo(3);
    }

    @Test
    void itsOwnTroubleThatPassesIsNotNoticed() {
        assertThat(askUnder(Fault.empty(503), Fault.html(502)).isError()).isFalse();
        assertThat(attempts()).isEqualTo(3);
    }

    @Test
    void anHtmlPageInsteadOfAnAnswer() {
        assertHelpful(askUnder(Fault.html(200)), "can't be understood", "text/html", "proxy");
        assertThat(attempts()).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "[]",
                "null",
                "{\"value\":null}",
                "{\"value\":{}}",
                "{\"value\":[1]}",
                "{\"value\":[{}]}",
                "{\"value\":[]} trailing",
                "{\"error\":{\"code\":\"x\"}}"
            })
    void whatIsNoListOfMachinesIsNoAnswer(String body) {
        assertHelpful(askUnder(Fault.raw(200, "application/json", body)), "can't be understood");
    }

    @Test
    void brokenJson() {
        assertHelpful(askUnderAlways(Fault.brokenJson()), "Defender", "Ask again");
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgainAndNeverShownShort() {
        defender.faults().next(Fault.cutOff());
        Question answer = Question.ask(Map.of("hash", SimulatedFiles.SEVERAL_MACHINES, "fresh", true));
        assertThat(answer.total()).isEqualTo(14);
        assertThat(attempts()).isEqualTo(2);
        assertHelpful(askUnderAlways(Fault.cutOff()), "broke", "Ask again");
        assertHelpful(askUnderAlways(Fault.cutOffWellFormed()), "broke");
        assertHelpful(askUnderAlways(Fault.reset()), "broke");
        assertHelpful(askUnderAlways(Fault.resetBeforeAnswer()), "broke");
    }

    @Test
    void silenceEnds() {
        long start = System.nanoTime();
        assertHelpful(askUnderAlways(Fault.stalled()), "Ask again");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void anAnswerWithoutEndEnds() {
        long start = System.nanoTime();
        Question answer = askUnderAlways(Fault.endless());
        assertHelpful(answer, "Defender");
        // Whichever bound is met first: a hundred thousand machines and more, or the time of one attempt.
        assertThat(answer.text()).containsAnyOf("larger than FileTrail may hold", "did not finish its answer in time");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(50));
        assertThat(Question.ask(Question.newHash()).isError()).isFalse();
    }

    @Test
    void pagesElsewhereAreNotAsked() {
        defender.tenant().pageSize(5).nextLinkHost("evil.example");
        assertHelpful(Question.ask(hashOnSomeMachines()), "another address");
    }

    @Test
    void pagesInACircleEnd() {
        defender.tenant().pageSize(5).endlessNextLinks(true);
        Question answer = Question.ask(hashOnSomeMachines());
        assertHelpful(answer, "Defender's answer");
        assertThat(attempts()).isLessThanOrEqualTo(50);
    }

    @Test
    void aFurtherPageThatIsNotFoundIsNoShorterAnswer() {
        defender.tenant().pageSize(5);
        defender.faults().next(Fault.slow(Duration.ofMillis(1)), Fault.status(404, "NotFound", "No such page"));
        assertHelpful(Question.ask(hashOnSomeMachines()), "(404", "FileTrail's operator");
    }

    /** A file on more machines than a page of five holds, which no other test asks for. */
    private String hashOnSomeMachines() {
        return defender.tenant().fileHashes().stream()
                .filter(each -> defender.tenant().machineCount(each) > 5)
                .filter(each -> !each.equals(SimulatedFiles.HUGE) && !each.equals(SimulatedFiles.SEVERAL_MACHINES))
                .filter(each -> !each.equals(SimulatedFiles.NEARLY_ALL_MACHINES))
                .filter(ASKED::add)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7000215|AZURE_CLIENT_SECRET",
                "7000222|new client secret",
                "700016|AZURE_CLIENT_ID",
                "90002|AZURE_TENANT_ID",
                "700027|certificate",
                "70021|federated credential",
                "500011|not provisioned",
                "65001|admin consent"
            })
    void aSignInThatFailsSaysWhatToDo(int code, String advice) {
        defender.signIn().revokeAll();
        Fault fault = Fault.signIn(code);
        defender.signIn().faults().always(fault);
        Question answer = Question.ask(Question.newHash());
        defender.signIn().faults().clear();

        assertHelpful(answer, "AADSTS" + code, advice, "Correlation id");
    }

    @Test
    void aSignInThatIsNoSignIn() {
        defender.signIn().revokeAll();
        defender.signIn().faults().always(Fault.html(200));
        assertHelpful(Question.ask(Question.newHash()), "sign-in", "can't be understood");
        defender.signIn().faults().always(Fault.resetBeforeAnswer());
        assertHelpful(Question.ask(Question.newHash()), "sign-in", "AZURE_AUTHORITY_HOST");
        defender.signIn().faults().always(Fault.empty(503));
        assertHelpful(Question.ask(Question.newHash()), "sign-in");
        defender.signIn().faults().clear();
        assertThat(Question.ask(Question.newHash()).isError()).isFalse();
    }
}
