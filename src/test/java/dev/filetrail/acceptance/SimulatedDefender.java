// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import dev.filetrail.simulator.SignIn;
import dev.filetrail.simulator.Simulator;
import dev.filetrail.simulator.SimulatorServer;
import dev.filetrail.wire.ReadingAlong;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts a simulated tenant on a port of its own in the test's process and points FileTrail at it, be it in the same process
 * or a packaged program in another. The budget is raised, so that many tests can share one FileTrail, and patience is
 * shortened, as are the pauses between attempts; the tests of the budget have their own.
 */
public final class SimulatedDefender implements QuarkusTestResourceLifecycleManager {

    private SimulatorServer server;

    @Override
    public Map<String, String> start() {
        server = SimulatorServer.start();
        server.simulator().quotas().limits(100_000, 1_000_000);
        Map<String, String> settings = new HashMap<>(settings(server));
        settings.putAll(TeamsChat.settings(server));
        settings.put("filetrail.chat.teams.webhook.secrets", String.join(",", Mention.SECRETS));
        settings.put("filetrail.chat.teams.webhook.patience", "600ms");
        settings.put("filetrail.budget.per-minute", "100000");
        settings.put("filetrail.budget.per-hour", "100000");
        settings.put("filetrail.defender.patience", "1s");
        settings.put("filetrail.budget.patience", "1s");
        settings.put("filetrail.defender.most-machines", "120000");
        settings.put("filetrail.defender.timeout-seconds", "25");
        settings.put("quarkus.rest-client.defender.read-timeout", "1500");
        settings.put("quarkus.fault-tolerance.\"dev.filetrail.defender.CallPolicy/withRetries\".retry.delay", "50");
        settings.put("quarkus.fault-tolerance.\"dev.filetrail.chat.teams.Connector/reply\".retry.delay", "50");
        settings.put("filetrail.mcp.keep-alive", "300ms");
        return settings;
    }

    /** What points FileTrail at a simulated tenant. */
    public static Map<String, String> settings(SimulatorServer server) {
        return Map.of(
                "azure.tenant-id", SignIn.TENANT_ID,
                "azure.client-id", SignIn.CLIENT_ID,
                "azure.client-secret", SignIn.CLIENT_SECRET,
                "azure.authority-host", server.loginUrl(),
                "filetrail.defender.url", server.defenderUrl());
    }

    @Override
    public void inject(TestInjector injector) {
        ReadingAlong.begin();
        injector.injectIntoFields(
                server.simulator(), new TestInjector.AnnotatedAndMatchesType(Simulated.class, Simulator.class));
    }

    @Override
    public void stop() {
        server.close();
    }
}
