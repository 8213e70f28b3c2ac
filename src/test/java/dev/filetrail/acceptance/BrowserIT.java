// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The page of the packaged program in a real browser: as console, and inside a host of MCP Apps that is made of the official bridge
 * and the official client. The checks themselves are in {@code src/test/javascript}, each a test here.
 */
@Tag("long")
class BrowserIT {

    private static SimulatorServer defender;
    private static ServingProgram program;

    @BeforeAll
    static void start() throws Exception {
        NodeProgram.install();
        defender = SimulatorServer.start();
        defender.simulator().quotas().limits(100_000, 1_000_000);
        program = ServingProgram.start(
                defender, Map.of("filetrail.budget.per-minute", "1000", "filetrail.budget.per-hour", "10000"));
    }

    @AfterAll
    static void stop() throws Exception {
        program.close();
        defender.close();
    }

    @TestFactory
    Stream<DynamicTest> asConsole() throws Exception {
        return BrowserChecks.run(
                "console.mjs",
                address(program),
                SimulatedFiles.SEVERAL_MACHINES,
                SimulatedFiles.ONE_MACHINE,
                SimulatedFiles.large(0),
                SimulatedFiles.UNKNOWN,
                SimulatedFiles.ONE_MACHINE_SHA256);
    }

    @TestFactory
    Stream<DynamicTest> insideAHostOfMcpApps() throws Exception {
        return BrowserChecks.run(
                "app.mjs",
                address(program) + "mcp",
                SimulatedFiles.SEVERAL_MACHINES,
                SimulatedFiles.ONE_MACHINE,
                SimulatedFiles.UNKNOWN,
                SimulatedFiles.NEARLY_ALL_MACHINES);
    }

    @TestFactory
    Stream<DynamicTest> asConsoleWhereEverybodyIsAskedWhoTheyAre() throws Exception {
        Path keys = Files.createTempDirectory("filetrail").resolve("keys");
        String key = newKey(keys, "console", "mcp");
        String otherKey = newKey(keys, "script", "tools");
        try (ServingProgram guarded = ServingProgram.start(
                defender, Map.of("filetrail.access", "api-key", "filetrail.access.keys", keys.toString()))) {
            return BrowserChecks.run(
                    "guarded-console.mjs", address(guarded), SimulatedFiles.ONE_MACHINE, key, otherKey);
        }
    }

    private static String newKey(Path keys, String name, String door) throws Exception {
        return Program.run(Map.of(), "key", "new", name, "--doors", door, "--file", keys.toString())
                .out()
                .strip();
    }

    private static String address(ServingProgram program) {
        return "http://127.0.0.1:" + program.port() + "/";
    }
}
