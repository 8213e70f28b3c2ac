// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.SimulatedFiles;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is offered which hashes: each caller the caller's own, at the packaged program, where callers have keys and tokens. */
@Tag("long")
class CompletionAccessIT {

    private static final String TEMPLATE = "filetrail://files/{sha1}/machines";

    private static GuardedProgram guarded;
    private static String otherKey;

    @BeforeAll
    static void start() throws Exception {
        guarded = GuardedProgram.start(Map.of());
        Program.Run made = Program.run(
                Map.of(),
                "key",
                "new",
                "somebody-else",
                "--file",
                guarded.keys().toString());
        otherKey = made.out().strip();
        for (int i = 0; i < 30 && Doorbell.ringWith(otherKey).extract().statusCode() != 200; i++) {
            Thread.sleep(100);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        guarded.close();
    }

    @Test
    void nobodyIsOfferedWhatSomebodyElseHasAsked() throws Exception {
        String token = guarded.token();
        String another = guarded.provider()
                .token(guarded.provider().claims(GuardedProgram.URL + "/mcp").put("sub", "another-person"));
        ask(guarded.key(), SimulatedFiles.SEVERAL_MACHINES);
        ask(otherKey, SimulatedFiles.ONE_MACHINE);
        ask(token, SimulatedFiles.NEARLY_ALL_MACHINES);

        assertOffered(guarded.key(), SimulatedFiles.SEVERAL_MACHINES);
        assertOffered(otherKey, SimulatedFiles.ONE_MACHINE);
        assertOffered(token, SimulatedFiles.NEARLY_ALL_MACHINES);
        assertOffered(another);
        assertOffered(guarded.token(), SimulatedFiles.NEARLY_ALL_MACHINES);
    }

    @Test
    void aCursorWritesNoLineOfItsOwnIntoTheLog() throws Exception {
        Rpc.send(guarded.key(), "tools/list", Map.of("cursor", "x\n{\"audit\":\"filetrail\",\"forged\":true}"));

        assertThat(guarded.program().log()).doesNotContain("forged");
    }

    private static void ask(String bearer, String hash) throws Exception {
        assertThat(new Asker(guarded.program(), bearer).ask(hash).isAnswer()).isTrue();
    }

    private static void assertOffered(String bearer, String... hashes) {
        assertThat(Rpc.values(Rpc.completePrompt(bearer, "triage_file_hash", "hash", "")))
                .containsExactly(hashes);
        assertThat(Rpc.values(Rpc.completePrompt(bearer, "sweep_report", "hashes", "")))
                .containsExactly(hashes);
        assertThat(Rpc.values(Rpc.completeResource(bearer, TEMPLATE, ""))).containsExactly(hashes);
        assertThat(Rpc.values(Rpc.completeResource(bearer, TEMPLATE + ".csv", "")))
                .containsExactly(hashes);
    }
}
