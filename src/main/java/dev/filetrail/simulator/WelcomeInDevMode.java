// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Tells whoever started FileTrail for the first time what to try. */
@Singleton
@IfBuildProfile("dev")
class WelcomeInDevMode {

    private static final Logger LOG = Logger.getLogger("dev.filetrail");

    void welcome(
            @Observes StartupEvent start, @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port) {
        LOG.info("""

                FileTrail is up, with a simulated tenant of about 400 machines: no account needed, nothing leaves this machine.

                Ask which machines have seen a file:

                curl -s http://localhost:%d/mcp -H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream' -d '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_machines_for_file_hash","arguments":{"hash":"1e5bc9d7e413ddd7902c2932e418702b84d0cc07"}}}'

                Or look at the answer in a browser: http://localhost:%d/
                Connect an assistant: MCP over HTTP at http://localhost:%d/mcp
                Write to the bot as in Teams: npx @microsoft/m365agentsplayground -e http://localhost:%d/simulator/teams/messages
                Then read README.md; to ask your own tenant, see "Against your tenant" there.
                """.formatted(port, port, port, port));
    }
}
