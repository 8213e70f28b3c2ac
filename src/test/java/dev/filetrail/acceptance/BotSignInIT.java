// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.BotConnector;
import dev.filetrail.simulator.BotDelivery;
import dev.filetrail.simulator.SignIn;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import dev.filetrail.simulator.UserToken;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Defender is asked on behalf of whoever writes to the bot: Teams brings their token, and nobody else's is taken. */
@Tag("long")
class BotSignInIT {

    private static final String HASH = SimulatedFiles.NEARLY_ALL_MACHINES;
    private static final String LOGIN_REQUEST = "application/vnd.microsoft.activity.loginRequest";
    private static final String OTHER_TENANT = "00000000-0000-4000-8000-00000000ffff";

    private final int portBefore = RestAssured.port;
    private SimulatorServer defender;
    private SignIn signIn;
    private TeamsChat chat;
    private ServingProgram program;

    @BeforeEach
    void start() throws Exception {
        defender = SimulatorServer.start();
        signIn = defender.simulator().signIn();
        chat = TeamsChat.personal(defender.simulator().botConnector());
        program = ServingProgram.start(settings());
        RestAssured.port = program.port();
    }

    @AfterEach
    void stop() throws Exception {
        RestAssured.port = portBefore;
        assertThat(program.log()).doesNotContain("eyJ", BotConnector.APP_SECRET);
        program.close();
        defender.close();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(SimulatedDefender.settings(defender));
        settings.putAll(TeamsChat.settings(defender));
        settings.put("filetrail.on-behalf-of", "true");
        settings.put("filetrail.access", "oidc");
        settings.put("filetrail.access.issuer", defender.issuer());
        settings.put("filetrail.access.audience", SignIn.CLIENT_ID);
        return settings;
    }

    private UserToken token(String person) {
        return signIn.userToken(person, defender.issuer());
    }

    /** A question is asked; what Teams is asked for in turn. */
    private JsonObject signInCard(JsonObject message) throws InterruptedException {
        chat.deliver(message).then().statusCode(202);
        BotDelivery asked = chat.said();
        assertThat(asked.replyTo()).isEqualTo(message.getString("id"));
        JsonObject attachment = asked.activity().getJsonArray("attachments").getJsonObject(0);
        assertThat(attachment.getString("contentType")).isEqualTo("application/vnd.microsoft.card.oauth");
        return attachment.getJsonObject("content");
    }

    private static String name(JsonObject card) {
        return card.getJsonObject("tokenExchangeResource").getString("id");
    }

    private Response exchange(JsonObject card, String token) {
        return chat.deliver(chat.invoke(
                "signin/tokenExchange",
                new JsonObject()
                        .put("id", name(card))
                        .put("connectionName", card.getString("connectionName"))
                        .put("token", token)));
    }

    private String seenByAnn() {
        return String.valueOf(
                defender.simulator().tenant().machineIdsFor("ann", HASH).size());
    }

    @Test
    void theQuestionIsAnsweredOnceWithThePersonsOwnRights() throws Exception {
        JsonObject message = chat.message("machines " + HASH);
        JsonObject card = signInCard(message);
        assertThat(card.getString("connectionName")).isEqualTo("filetrail");
        assertThat(card.getJsonObject("tokenExchangeResource").getString("uri"))
                .isEqualTo("api://botid-" + BotConnector.APP_ID);

        // From the telephone, and from the desk.
        exchange(card, token("ann").text()).then().statusCode(200);
        exchange(card, token("ann").text()).then().statusCode(200);
        BotDelivery said = chat.said();
        assertThat(said.replyTo()).isEqualTo(message.getString("id"));
        assertThat(said.activity().getString("summary")).contains(seenByAnn());
        assertThat(signIn.exchanges("ann")).isEqualTo(1);

        JsonObject next = chat.message("machines " + HASH);
        chat.deliver(next).then().statusCode(202);
        BotDelivery again = chat.said();
        assertThat(again.replyTo()).as("and not once more to the first").isEqualTo(next.getString("id"));
        assertThat(again.activity().encode()).contains("adaptive").doesNotContain("oauth");
    }

    @Test
    void anotherReplicaCanAnswer() throws Exception {
        JsonObject message = chat.message("machines " + HASH);
        JsonObject card = signInCard(message);
        try (ServingProgram other = ServingProgram.start(settings())) {
            RestAssured.port = other.port();
            exchange(card, token("ann").text()).then().statusCode(200);
            BotDelivery said = chat.said();
            assertThat(said.replyTo()).isEqualTo(message.getString("id"));
            assertThat(said.activity().getString("summary")).contains(seenByAnn());
        }
    }

    @Test
    void tokensThatAreNotThePersonsAreOfNoUse() throws Exception {
        JsonObject card = signInCard(chat.message("machines " + HASH));
        for (String token : new String[] {
            token("ben").text(),
            token("ann").unsigned().text(),
            token("ann").signedByAnotherKey().text(),
            token("ann").signedWithPublicKey().text(),
            token("ann").expired().text(),
            token("ann").audience("api://another").text(),
            token("ann").tenant(OTHER_TENANT).text(),
            token("ann").claim("tid", OTHER_TENANT).text(),
            token("ann").scopes().text(),
            token("ann").appOnly("Machines.Read").text(),
            "",
            "nothing"
        }) {
            Response refused = exchange(card, token);
            assertThat(refused.statusCode()).isEqualTo(412);
            assertThat(refused.jsonPath().getString("id")).isEqualTo(name(card));
            assertThat(refused.jsonPath().getString("failureDetail")).isNotBlank();
        }
        assertThat(signIn.exchanges("ann") + signIn.exchanges("ben")).isZero();
        signInCard(chat.message("machines " + HASH));
    }

    @Test
    void aButtonAsksForTheTokenInItsAnswer() throws Exception {
        JsonObject action = new JsonObject()
                .put("type", "Action.Execute")
                .put("data", new JsonObject().put("topic", "machines").put("hash", HASH));
        Response asked = chat.deliver(chat.invoke("adaptiveCard/action", new JsonObject().put("action", action)));
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.jsonPath().getInt("statusCode")).isEqualTo(401);
        assertThat(asked.jsonPath().getString("type")).isEqualTo(LOGIN_REQUEST);

        assertThat(press(action, token("ben").text()).jsonPath().getInt("statusCode"))
                .isEqualTo(412);

        Response answered = press(action, token("ann").text());
        assertThat(answered.jsonPath().getInt("statusCode"))
                .as(answered.asString())
                .isEqualTo(200);
        assertThat(answered.asString()).contains(seenByAnn());
    }

    private Response press(JsonObject action, String token) {
        return chat.deliver(chat.invoke(
                "adaptiveCard/action",
                new JsonObject()
                        .put("action", action)
                        .put("authentication", new JsonObject().put("id", "x").put("token", token))));
    }

    @Test
    void whereTeamsCannotSignThePersonInThatIsSaid() throws Exception {
        chat.deliver(chat.invoke(
                        "signin/failure",
                        new JsonObject().put("code", "resourcematchfailed").put("message", "no match")))
                .then()
                .statusCode(200);
        assertThat(chat.said().activity().getString("text")).contains("filetrail.chat.teams.bot.sso-resource");
    }
}
