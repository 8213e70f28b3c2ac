// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.BotConnector;
import dev.filetrail.simulator.ChannelToken;
import dev.filetrail.simulator.SignIn;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is not the Bot Connector says something to the bot: it is refused, written down, and nothing is sent anywhere. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
@QuarkusTestResource(AuditLines.class)
class BotForgeryTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private static final Map<String, Consumer<ChannelToken>> FORGERIES = Map.ofEntries(
            entry("unsigned", ChannelToken::unsigned),
            entry("HS256 with the public key", ChannelToken::signedWithPublicKey),
            entry("another key of the same name", ChannelToken::signedByAnotherKey),
            entry("an unknown key", token -> token.header("kid", "nobody's")),
            entry("no key named", token -> token.header("kid", null)),
            entry("another algorithm named", token -> token.header("alg", "RS512")),
            entry("expired", token -> token.lives(HOUR.multipliedBy(-2), Duration.ofMinutes(-6))),
            entry("not yet valid", token -> token.lives(Duration.ofMinutes(6), HOUR)),
            entry("without an end", token -> token.claim("exp", null)),
            entry("for another bot", token -> token.claim("aud", SignIn.CLIENT_ID)),
            entry("for nobody", token -> token.claim("aud", null)),
            entry("for several", token -> token.claim("aud", List.of(BotConnector.APP_ID, SignIn.CLIENT_ID))),
            entry(
                    "by another issuer",
                    token -> token.claim("iss", "https://sts.windows.net/" + SignIn.TENANT_ID + "/")),
            entry("by no issuer", token -> token.claim("iss", null)),
            entry("for another service", token -> token.claim("serviceurl", "https://smba.trafficmanager.net/teams/")),
            entry("for no service", token -> token.claim("serviceurl", null)));

    @Simulated
    Simulator simulator;

    AuditLines audit;

    private BotConnector connector;
    private TeamsChat chat;
    private int refusals;

    @BeforeEach
    void calm() throws Exception {
        refusals = audit.refusals();
        connector = simulator.botConnector();
        connector.reset();
        chat = TeamsChat.personal(connector);
    }

    @AfterEach
    void nothingWasSent() {
        assertThat(connector.attempts()).isZero();
        connector.reset();
    }

    static Set<String> forgeries() {
        return FORGERIES.keySet();
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void aForgedTokenIsRefused(String forgery) throws Exception {
        ChannelToken token = chat.token();
        FORGERIES.get(forgery).accept(token);
        assertRefused(TeamsChat.deliver(chat.message("help").encode(), token.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "eyJ.eyJ.eyJ", "Bearer"})
    void whatIsNoTokenIsRefused(String token) throws Exception {
        assertThat(TeamsChat.deliver(chat.message("help").encode(), token).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenThatIsChangedByOneCharacterIsRefused() throws Exception {
        String token = chat.token().text();
        int middle = token.lastIndexOf('.') + 20;
        String changed =
                token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);
        assertRefused(TeamsChat.deliver(chat.message("help").encode(), changed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://smba.trafficmanager.net.evil.example/",
                "https://smba.trafficmanager.net@evil.example/",
                "http://smba.trafficmanager.net/",
                "not an address",
                ""
            })
    void noAnswerGoesToAnotherAddress(String serviceUrl) throws Exception {
        JsonObject message = chat.message("help").put("serviceUrl", serviceUrl);
        String token = connector.channelToken(serviceUrl).text();
        assertRefused(TeamsChat.deliver(message.encode(), token));
    }

    @Test
    void noAnswerGoesBesideTheAllowedPath() throws Exception {
        for (String beside : new String[] {"x/", "/../login/", "/%2e%2e/login/", "/..;/login/", "\\..\\login"}) {
            String serviceUrl = connector.address() + beside;
            JsonObject message = chat.message("help").put("serviceUrl", serviceUrl);
            assertRefused(TeamsChat.deliver(
                    message.encode(), connector.channelToken(serviceUrl).text()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"emulator", "webchat", "directline", "MSTEAMS"})
    void otherChannelsAreRefused(String channel) throws Exception {
        assertRefused(TeamsChat.deliver(
                chat.message("help").put("channelId", channel).encode(),
                chat.token().text()));
    }

    private void assertRefused(Response refused) throws Exception {
        assertThat(refused.statusCode()).as(refused.asString()).isIn(401, 403);
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        String detail = refused.jsonPath().getString("detail");
        assertThat(detail).isNotBlank().doesNotContain("eyJ", "Exception", "jose4j");
        assertThat(audit.refusals()).as("written down").isEqualTo(++refusals);
        assertThat(audit.text()).doesNotContain("eyJ");
    }
}
