// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.BotConnector;
import dev.filetrail.simulator.BotDelivery;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People write to the bot in Teams: what comes back, where, and how often. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
@QuarkusTestResource(AuditLines.class)
class BotTest {

    private static final String CARD = "application/vnd.microsoft.card.adaptive";

    @Simulated
    Simulator simulator;

    AuditLines audit;

    private BotConnector connector;
    private TeamsChat chat;

    @BeforeEach
    void calm() {
        connector = simulator.botConnector();
        connector.reset();
        chat = TeamsChat.personal(connector);
    }

    @Test
    void aMessageIsAnsweredInItsThread() throws Exception {
        for (TeamsChat each : new TeamsChat[] {chat, TeamsChat.thread(connector)}) {
            JsonObject message = each.mention("help");
            Response taken = each.deliver(message);
            assertThat(taken.statusCode()).isEqualTo(202);
            assertThat(taken.body().asString()).isEmpty();

            BotDelivery typing = each.delivery();
            assertThat(typing.activity().getString("type")).isEqualTo("typing");
            assertThat(typing.conversation()).isEqualTo(each.conversation());
            BotDelivery said = each.delivery();
            assertThat(said.conversation()).isEqualTo(each.conversation());
            assertThat(said.replyTo()).isEqualTo(message.getString("id"));
            assertThat(said.activity().getString("replyToId")).isEqualTo(message.getString("id"));
            assertThat(attachment(said).getString("contentType")).isEqualTo(CARD);
            assertThat(attachment(said).getJsonObject("content").getString("type"))
                    .isEqualTo("AdaptiveCard");
            assertThat(said.activity().getString("summary")).isNotBlank();
            assertThat(said.activity().getJsonObject("recipient").getString("name"))
                    .isEqualTo("Ann Lindqvist");
        }
    }

    private static JsonObject attachment(BotDelivery said) {
        return said.activity().getJsonArray("attachments").getJsonObject(0);
    }

    @Test
    void aMessageThatIsDeliveredTwiceIsAnsweredOnce() throws Exception {
        JsonObject message = chat.message("help");
        chat.deliver(message).then().statusCode(202);
        chat.deliver(message).then().statusCode(202);
        assertThat(chat.said().replyTo()).isEqualTo(message.getString("id"));
        chat.deliver(message).then().statusCode(202);
        chat.assertNothingElse();
    }

    @Test
    void theBotSaysHelloWhenItIsAddedOnce() throws Exception {
        JsonObject added = chat.activity("conversationUpdate")
                .put("membersAdded", new JsonArray().add(new JsonObject().put("id", TeamsChat.BOT)));
        chat.deliver(added).then().statusCode(200);
        assertThat(chat.said().replyTo()).isNull();
        chat.deliver(added).then().statusCode(200);
        chat.deliver(chat.activity("conversationUpdate")
                        .put("membersAdded", new JsonArray().add(new JsonObject().put("id", "29:somebody"))))
                .then()
                .statusCode(200);
        chat.assertNothingElse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "messageReaction",
                "messageUpdate",
                "installationUpdate",
                "typing",
                "endOfConversation",
                "anything"
            })
    void whatIsNoQuestionIsTakenAndNotAnswered(String type) throws Exception {
        Response taken = chat.deliver(chat.activity(type));
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(taken.body().asString()).isEmpty();
        chat.assertNothingElse();
    }

    @Test
    void aButtonIsAnsweredInTheResponse() throws Exception {
        Response pressed = chat.deliver(chat.invoke(
                "adaptiveCard/action",
                new JsonObject()
                        .put(
                                "action",
                                new JsonObject()
                                        .put("type", "Action.Execute")
                                        .put("verb", "help")
                                        .put("data", new JsonObject().put("do", "help")))));
        assertThat(pressed.statusCode()).isEqualTo(200);
        assertThat(pressed.jsonPath().getInt("statusCode")).isEqualTo(200);
        assertThat(pressed.jsonPath().getString("type")).isEqualTo(CARD);
        assertThat(pressed.jsonPath().getString("value.type")).isEqualTo("AdaptiveCard");
        chat.deliver(chat.invoke("composeExtension/query", new JsonObject()))
                .then()
                .statusCode(501);
        chat.assertNothingElse();
    }

    @Test
    void anAnswerIsSentAgainWhenTeamsIsBusyOrInTrouble() throws Exception {
        // The first is taken by the sign that an answer is being written, which is not sent again.
        connector.faults().next(Fault.empty(503), Fault.empty(502), Fault.throttled(1), Fault.resetBeforeAnswer());
        JsonObject message = chat.message("help");
        chat.deliver(message).then().statusCode(202);
        assertThat(chat.said().replyTo()).isEqualTo(message.getString("id"));
        assertThat(connector.attempts()).isEqualTo(5);
    }

    @Test
    void aTokenThatIsRefusedIsRenewedOnce() throws Exception {
        chat.deliver(chat.message("help")).then().statusCode(202);
        chat.said();
        long before = connector.tokenRequests();
        connector.revokeAll();
        chat.assertNothingElse();
        assertThat(connector.tokenRequests()).isEqualTo(before + 1);
    }

    @Test
    void whatIsRefusedForGoodIsNotSentAgain() throws Exception {
        connector.faults().next(Fault.empty(403), Fault.empty(403));
        chat.deliver(chat.message("help")).then().statusCode(202);
        JsonObject next = chat.message("help");
        for (int i = 0; i < 500 && connector.faults().waiting() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(connector.faults().waiting()).isZero();
        chat.deliver(next).then().statusCode(202);
        assertThat(chat.said().replyTo()).isEqualTo(next.getString("id"));
        assertThat(connector.attempts()).isEqualTo(4);
    }

    @Test
    void aCardThatTeamsDoesNotTakeIsSaidInWords() throws Exception {
        connector.faults().next(Fault.empty(503), Fault.empty(413));
        chat.deliver(chat.message("help")).then().statusCode(202);
        BotDelivery said = chat.said();
        assertThat(said.activity().containsKey("attachments")).isFalse();
        assertThat(said.activity().getString("text")).isNotBlank();
    }

    @Test
    void peopleOfOtherTenantsGetNothing() throws Exception {
        String other = "00000000-0000-4000-8000-00000000ffff";
        JsonObject theirs = chat.message("help");
        theirs.getJsonObject("conversation").put("tenantId", other);
        JsonObject claimed = chat.message("help");
        claimed.getJsonObject("channelData").getJsonObject("tenant").put("id", other);
        JsonObject nobodys = chat.message("help");
        nobodys.getJsonObject("conversation").remove("tenantId");
        nobodys.remove("channelData");
        for (JsonObject each : new JsonObject[] {theirs, claimed, nobodys}) {
            Response taken = chat.deliver(each);
            assertThat(taken.statusCode()).isEqualTo(202);
            assertThat(taken.body().asString()).isEmpty();
        }
        chat.assertNothingElse();
        assertThat(audit.text()).contains("filetrail.chat.teams.tenants");
    }

    @Test
    void whatIsNoMessageIsRefusedWithTheReason() {
        RestAssured.get("/chat/teams/messages").then().statusCode(405).header("Allow", "POST");
        RestAssured.given()
                .contentType("application/json")
                .body(chat.message("help").encode())
                .post("/chat/teams/messages")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer");
        String token = chat.token().text();
        for (String body : new String[] {"", "[]", "nothing", "{", "null", "\"text\""}) {
            assertThat(TeamsChat.deliver(body, token).statusCode()).as(body).isEqualTo(400);
        }
        JsonObject nowhere = chat.message("help");
        nowhere.remove("conversation");
        nowhere.put("channelData", new JsonObject().put("tenant", new JsonObject().put("id", TeamsChat.TENANT)));
        assertThat(TeamsChat.deliver(nowhere.encode(), token).statusCode()).isEqualTo(400);
        assertThat(TeamsChat.deliver(chat.message("x".repeat(300_000)).encode(), token)
                        .statusCode())
                .isEqualTo(413);
        assertThat(connector.attempts()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":1}",
                "{\"type\":\"message\",\"conversation\":[]}",
                "{\"from\":\"x\",\"entities\":{}}",
                "{\"text\":{\"a\":1}}",
                "{\"value\":\"x\",\"name\":[]}",
                "{\"membersAdded\":[1,null,\"x\"]}",
                "{\"conversation\":{\"id\":\"..\"}}"
            })
    void oddMessagesBreakNothing(String changes) throws Exception {
        JsonObject odd = chat.message("help").mergeIn(new JsonObject(changes));
        Response taken = TeamsChat.deliver(odd.encode(), chat.token().text());
        assertThat(taken.statusCode()).isIn(200, 202, 400);
        if (taken.statusCode() == 202 && !changes.contains("..")) {
            connector.next(java.time.Duration.ofSeconds(20));
            connector.next(java.time.Duration.ofSeconds(20));
        }
        chat.assertNothingElse();
    }
}
