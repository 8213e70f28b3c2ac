// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Somebody writes to the packaged program's bot in Microsoft's emulator of Teams, in a real browser. The emulator knows no tokens; the
 * simulator's gateway, between the two, signs what it sends and checks what the bot answers.
 */
@Tag("long")
class EmulatorIT {

    private static SimulatorServer defender;
    private static ServingProgram program;

    @BeforeAll
    static void start() throws Exception {
        NodeProgram.install();
        defender = SimulatorServer.start();
        program = ServingProgram.start(defender, TeamsChat.settings(defender));
        defender.simulator().botConnector().deliverTo("http://127.0.0.1:" + program.port() + "/chat/teams/messages");
    }

    @AfterAll
    static void stop() throws Exception {
        program.close();
        defender.close();
    }

    @TestFactory
    Stream<DynamicTest> aConversation() throws Exception {
        return BrowserChecks.run(
                "emulator.mjs", defender.teamsGateway(), SimulatedFiles.large(0), SimulatedFiles.SEVERAL_MACHINES);
    }
}
