// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SignIn;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Assistants are told of the tools that would work: by what the token says, without asking anybody, and without a call. */
@Tag("long")
class PermittedToolsIT {

    private static final String MACHINES = "get_machines_for_file_hash";
    private static final String MACHINE = "get_machine";
    private static final String SWEEP = "sweep_file_hashes";

    private SimulatorServer defender;
    private SignIn signIn;

    @BeforeEach
    void start() {
        defender = SimulatorServer.start();
        signIn = defender.simulator().signIn();
    }

    @AfterEach
    void stop() {
        defender.close();
    }

    @Test
    void listsThoseThatWorkAndAlwaysInTheSameOrder() throws Exception {
        try (ServingProgram program = signedIn(Map.of())) {
            Asker asker = new Asker(program);
            List<String> tools = tools(asker);

            assertThat(tools).contains(MACHINES, SWEEP);
            for (int i = 0; i < 5; i++) {
                assertThat(tools(asker)).isEqualTo(tools);
            }
        }
        assertThat(defender.simulator().calls().all()).isEmpty();
        assertThat(signIn.tokensIssued()).isOne();
    }

    @Test
    void listsNoneThatThePermissionLacksForAndSaysWhyWhenItIsCalled() throws Exception {
        signIn.roles("File.Read.All");
        try (ServingProgram program = signedIn(Map.of())) {
            Asker asker = new Asker(program);
            assertThat(tools(asker)).doesNotContain(MACHINES, SWEEP, MACHINE);

            Reply refused = asker.ask(SimulatedFiles.ONE_MACHINE);
            assertThat(refused.isHonestError()).as(refused.body()).isTrue();
            assertThat(refused.text()).contains("Machine.Read.All", "admin consent", "(403)");
            assertThat(tools(asker)).doesNotContain(MACHINES, SWEEP);

            // The refusal has dropped the token: the next question brings one with what is granted by now.
            signIn.roles("Machine.Read.All");
            assertThat(asker.ask(SimulatedFiles.ONE_MACHINE).isAnswer()).isTrue();
            assertThat(tools(asker)).contains(MACHINES, SWEEP, MACHINE);
        }
    }

    @Test
    void findsOutByItselfWhatHasBeenGranted() throws Exception {
        signIn.roles("File.Read.All");
        try (ServingProgram program = signedIn(Map.of())) {
            Asker asker = new Asker(program);
            signIn.roles("Machine.Read.All");
            assertThat(asker.tools(false)).as("what the last token said").doesNotContain(MACHINES);

            awaitTools(asker, MACHINES, SWEEP);
        }
        assertThat(defender.simulator().calls().all()).as("no call for it").isEmpty();
    }

    @Test
    void keepsATokenThatWorksWhenItCannotLookAgain() throws Exception {
        signIn.roles("File.Read.All", "Alert.Read.All");
        try (ServingProgram program = signedIn(Map.of())) {
            Asker asker = new Asker(program);
            signIn.faults().next(Fault.empty(503), Fault.empty(503), Fault.empty(503), Fault.empty(503));
            long before = signIn.requests();
            tools(asker);
            for (int i = 0; i < 200 && signIn.requests() == before; i++) {
                Thread.sleep(20);
            }
            Reply bySha256 =
                    asker.ask(Map.of("hash", defender.simulator().tenant().sha256(SimulatedFiles.ONE_MACHINE)));

            assertThat(signIn.requests()).as("it has looked, in vain").isGreaterThan(before);
            assertThat(defender.simulator().calls().count(CallKind.FILE))
                    .as("the token that is kept still looks a SHA-256 up")
                    .isOne();
            assertThat(bySha256.text()).contains("Machine.Read.All");
        }
    }

    @Test
    void listsAllWhenNothingIsKnown() throws Exception {
        signIn.faults().always(Fault.empty(503));
        try (ServingProgram program = ServingProgram.start(settings(Map.of()))) {
            assertThat(tools(new Asker(program))).contains(MACHINES, SWEEP);
        }
    }

    @Test
    void listsEachPersonWhatThatPersonMay() throws Exception {
        try (ServingProgram program = ServingProgram.start(settings(Map.of(
                "filetrail.on-behalf-of",
                "true",
                "filetrail.access",
                "oidc",
                "filetrail.access.issuer",
                defender.issuer(),
                "filetrail.access.audience",
                SignIn.CLIENT_ID)))) {
            Asker ann = asker(program, "ann");
            Asker ben = asker(program, "ben");
            signIn.scopes("File.Read.All");
            assertThat(ann.tools(false)).doesNotContain(MACHINES, SWEEP);
            signIn.scopes("Machine.Read");
            assertThat(tools(ben)).contains(MACHINES, SWEEP);

            // Her token still says what it said, until a refusal drops it.
            ann.ask(SimulatedFiles.ONE_MACHINE);
            assertThat(ann.ask(SimulatedFiles.ONE_MACHINE).isAnswer()).isTrue();
            assertThat(tools(ann)).contains(MACHINES, SWEEP);
        }
    }

    private Asker asker(ServingProgram program, String person) {
        return new Asker(program, signIn.userToken(person, defender.issuer()).text());
    }

    /** By every revision and every door the same. */
    private static List<String> tools(Asker asker) throws Exception {
        List<String> tools = asker.tools(false);
        assertThat(asker.tools(true)).isEqualTo(tools);
        assertThat(asker.functions()).isEqualTo(tools);
        return tools;
    }

    private static void awaitTools(Asker asker, String... tools) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!asker.tools(false).containsAll(List.of(tools)) && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(tools(asker)).contains(tools);
    }

    /** A program that has had its token. */
    private ServingProgram signedIn(Map<String, String> also) throws Exception {
        ServingProgram program = ServingProgram.start(settings(also));
        for (int i = 0; i < 400 && !program.log().contains("Signed in"); i++) {
            Thread.sleep(50);
        }
        return program;
    }

    private Map<String, String> settings(Map<String, String> also) {
        Map<String, String> settings = new HashMap<>(SimulatedDefender.settings(defender));
        settings.putAll(also);
        return settings;
    }
}
