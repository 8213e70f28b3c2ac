// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import dev.filetrail.simulator.SimulatorServer;
import dev.filetrail.wire.ReadingAlong;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The packaged program with {@code filetrail.access=oidc,api-key}, an OpenID provider of the test's own, and a simulated tenant. */
final class GuardedProgram implements AutoCloseable {

    static final String URL = "https://filetrail.example.com";
    static final String PAGE = "https://good.example";

    private final SimulatorServer defender = SimulatorServer.start();
    private final OpenIdProvider provider = OpenIdProvider.start();
    private final Path keys = Files.createTempDirectory("filetrail").resolve("keys");
    private final String key = newKey("everywhere", "mcp,tools");
    private final String keyForTools = newKey("for-tools", "tools");
    private final int portBefore = RestAssured.port;
    private final ServingProgram program;

    private GuardedProgram(Map<String, String> also) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>();
        settings.put("filetrail.access", "oidc,api-key");
        settings.put("filetrail.access.issuer", provider.address());
        settings.put("filetrail.access.url", URL);
        settings.put("filetrail.access.origins", PAGE);
        settings.put("filetrail.access.keys", keys.toString());
        settings.put("filetrail.access.doors.console", "oidc");
        settings.put("filetrail.access.doors.tools", "api-key");
        settings.putAll(also);
        program = ServingProgram.start(defender, settings);
    }

    /** Starts it; until it is closed, RestAssured asks it. */
    static GuardedProgram start(Map<String, String> also) throws IOException, InterruptedException {
        GuardedProgram started = new GuardedProgram(also);
        RestAssured.port = started.program.port();
        ReadingAlong.begin();
        return started;
    }

    private String newKey(String name, String doors) throws IOException, InterruptedException {
        Program.Run made = Program.run(Map.of(), "key", "new", name, "--doors", doors, "--file", keys.toString());
        if (made.exitCode() != 0) {
            throw new AssertionError(made.err());
        }
        return made.out().strip();
    }

    OpenIdProvider provider() {
        return provider;
    }

    SimulatorServer defender() {
        return defender;
    }

    ServingProgram program() {
        return program;
    }

    Path keys() {
        return keys;
    }

    /** One that opens MCP and the tools. */
    String key() {
        return key;
    }

    /** One that opens the tools only. */
    String keyForTools() {
        return keyForTools;
    }

    /** A token that is right in every way. */
    String token() {
        return provider.token(provider.claims(URL + "/mcp"));
    }

    @Override
    public void close() throws IOException {
        RestAssured.port = portBefore;
        program.close();
        provider.close();
        defender.close();
    }
}
