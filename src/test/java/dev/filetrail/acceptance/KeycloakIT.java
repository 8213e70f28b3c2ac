// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.FreePort;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged program behind a real OpenID provider, with the tokens that it gives: by name and password, to a program, and
 * to the official MCP clients, which find all the way from the first 401 to the answer by themselves.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakIT {

    private static final String HASH = SimulatedFiles.SEVERAL_MACHINES;
    private static final String SCOPE = "Machines.Read";
    /** In the form of a token, and by nobody. */
    private static final String MADE_UP =
            "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6Im5vYm9keXMifQ.eyJzdWIiOiJub2JvZHkifQ.bm9ib2R5cw";

    private final SimulatorServer defender = SimulatorServer.start();
    private ServingProgram program;
    private String address;
    private Reply whileThereIsNoProvider;
    private Keycloak keycloak;
    private Assistants assistants;

    /** FileTrail first: it starts without its provider, and the provider's tokens are for its address. */
    @BeforeAll
    void start() throws Exception {
        assistants = Assistants.install();
        int port = FreePort.find();
        program = ServingProgram.start(
                defender, Map.of("filetrail.access", "oidc", "filetrail.access.issuer", Keycloak.issuer(port)));
        address = Asker.address(program);
        whileThereIsNoProvider = ask(MADE_UP);
        keycloak = Keycloak.start(port, address);
    }

    @AfterAll
    void stop() throws Exception {
        defender.close();
        if (program != null) {
            program.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    private Reply ask(String token) throws IOException, InterruptedException {
        return new Asker(program, token).ask(HASH);
    }

    private void assertAnswered(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.ids()).containsExactlyInAnyOrderElementsOf(expected());
    }

    private List<String> expected() {
        return defender.simulator().tenant().machineIds(HASH);
    }

    @Test
    @Order(1)
    void startedBeforeItsProviderItSaysSoAndRecovers() throws Exception {
        assertThat(whileThereIsNoProvider.status()).isEqualTo(503);
        assertThat(whileThereIsNoProvider.body()).contains("OpenID provider");

        String token = keycloak.token(Keycloak.ASSISTANT, Keycloak.ANN, SCOPE);
        Reply reply = ask(token);
        for (int i = 0; i < 100 && reply.status() == 503; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            reply = ask(token);
        }
        assertAnswered(reply);
    }

    @Test
    void aPersonAsksWhoWasGivenTheScope() throws Exception {
        assertAnswered(ask(keycloak.token(Keycloak.ASSISTANT, Keycloak.ANN, SCOPE)));
    }

    @Test
    void aProgramAsksThatHasTheRole() throws Exception {
        assertAnswered(ask(keycloak.tokenOfScript()));
    }

    @Test
    void aTokenForAnotherResourceIsNotTaken() throws Exception {
        Reply reply = ask(keycloak.token(Keycloak.OTHER, Keycloak.BEN));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).contains("another audience");
    }

    @Test
    void aTokenWithoutTheScopeDoesNotDo() throws Exception {
        Reply notAskedFor = ask(keycloak.token(Keycloak.ASSISTANT, Keycloak.ANN));
        Reply notGiven = ask(keycloak.token(Keycloak.ASSISTANT, Keycloak.CARL, SCOPE));

        assertThat(notAskedFor.status()).as(notAskedFor.body()).isEqualTo(403);
        assertThat(notGiven.status()).as(notGiven.body()).isEqualTo(403);
    }

    @Test
    void aTokenEndsWhenItsTimeIsOver() throws Exception {
        String token = keycloak.token(Keycloak.HASTY, Keycloak.ANN, SCOPE);
        assertAnswered(ask(token));

        // Two seconds of life, and half a minute for clocks that differ.
        Reply reply = ask(token);
        long giveUp = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (reply.status() == 200 && System.nanoTime() < giveUp) {
            TimeUnit.SECONDS.sleep(1);
            reply = ask(token);
        }
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).contains("expired");
    }

    /** Each is told no more than FileTrail's address; the last registers itself with the provider as well. */
    @ParameterizedTest
    @CsvSource({"sdk, assistant", "client, assistant", "client-auto, assistant", "client-auto, ''"})
    void theOfficialClientsFindTheirWay(String library, String clientId) throws Exception {
        Assistants.Asked asked = assistants.ask(library, address, HASH, Keycloak.BEN, clientId);

        assertThat(asked.exitCode()).as(asked.err()).isZero();
        assertThat(asked.ids()).containsExactlyInAnyOrderElementsOf(expected());
        assertThat(asked.requests())
                .as("refused, told where to go, and let in")
                .containsSubsequence(
                        "POST /mcp 401",
                        "GET /.well-known/oauth-protected-resource/mcp 200",
                        "POST /realms/filetrail/protocol/openid-connect/token 200",
                        "POST /mcp 200");
    }

    @Test
    void anAssistantOfSomebodyWhoMayNotIsRefusedAndGivesUp() throws Exception {
        Assistants.Asked asked = assistants.ask("client-auto", address, HASH, Keycloak.CARL, Keycloak.ASSISTANT);

        assertThat(asked.exitCode()).isNotZero();
        assertThat(asked.ids()).isEmpty();
        assertThat(asked.requests())
                .as("signed in, refused, and no more than twice")
                .containsSubsequence(
                        "POST /mcp 401", "POST /realms/filetrail/protocol/openid-connect/token 200", "POST /mcp 403")
                .hasSizeLessThan(20);
    }

    @Test
    @Order(Order.DEFAULT + 1)
    void aNewKeyIsFound() throws Exception {
        String older = keycloak.token(Keycloak.ASSISTANT, Keycloak.ANN, SCOPE);
        keycloak.newKey();
        String newer = keycloak.token(Keycloak.ASSISTANT, Keycloak.ANN, SCOPE);

        assertThat(keyOf(newer)).isNotEqualTo(keyOf(older));
        assertAnswered(ask(newer));
        assertAnswered(ask(older));
    }

    @Test
    @Order(Order.DEFAULT + 2)
    void withoutItsProviderItGoesOnByTheKeysThatItKnows() throws Exception {
        String token = keycloak.token(Keycloak.ASSISTANT, Keycloak.ANN, SCOPE);
        assertAnswered(ask(token));

        keycloak.close();

        assertAnswered(ask(token));
        assertThat(ask(MADE_UP).status()).isNotEqualTo(200);
        assertThat(program.log()).as("no token is written down").doesNotContain("eyJ");
    }

    private static String keyOf(String token) throws IOException {
        byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return new ObjectMapper().readTree(header).path("kid").asText();
    }
}
