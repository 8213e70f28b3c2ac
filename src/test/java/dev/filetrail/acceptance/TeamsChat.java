// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.filetrail.simulator.BotConnector;
import dev.filetrail.simulator.BotDelivery;
import dev.filetrail.simulator.ChannelToken;
import dev.filetrail.simulator.SignIn;
import dev.filetrail.simulator.SimulatedPerson;
import dev.filetrail.simulator.SimulatorServer;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Plays Teams to the bot: delivers what people write, signed by the Bot Connector, and sees what comes back. */
final class TeamsChat {

    static final String BOT = "28:" + BotConnector.APP_ID;
    static final String TENANT = SignIn.TENANT_ID;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema ACTIVITY = schema();

    private final BotConnector connector;
    private final String conversation;

    private TeamsChat(BotConnector connector, String conversation) {
        this.connector = connector;
        this.conversation = conversation;
    }

    /** Between one person and the bot. */
    static TeamsChat personal(BotConnector connector) {
        return new TeamsChat(connector, "a:" + UUID.randomUUID());
    }

    /** A thread in a channel. */
    static TeamsChat thread(BotConnector connector) {
        return new TeamsChat(
                connector,
                "19:" + UUID.randomUUID().toString().replace("-", "") + "@thread.tacv2;messageid=1700000000123");
    }

    /** What makes the bot a bot of the simulated tenant. */
    static Map<String, String> settings(SimulatorServer server) {
        BotConnector connector = server.simulator().botConnector();
        Map<String, String> settings = new HashMap<>();
        settings.put("filetrail.chat.teams.bot.app-id", BotConnector.APP_ID);
        settings.put("filetrail.chat.teams.bot.client-secret", BotConnector.APP_SECRET);
        settings.put("filetrail.chat.teams.bot.tenant-id", TENANT);
        settings.put("filetrail.chat.teams.bot.service-urls", connector.address());
        settings.put("filetrail.chat.teams.bot.open-id-metadata", connector.openIdMetadata());
        settings.put("filetrail.chat.teams.bot.authority", server.loginUrl());
        return settings;
    }

    String conversation() {
        return conversation;
    }

    /** An activity that Ann has caused. */
    JsonObject activity(String type) {
        SimulatedPerson ann = SimulatedPerson.called("ann");
        return new JsonObject()
                .put("type", type)
                .put("id", UUID.randomUUID().toString())
                .put("timestamp", "2026-11-24T10:00:00.000Z")
                .put("channelId", "msteams")
                .put("serviceUrl", connector.serviceUrl())
                .put(
                        "from",
                        new JsonObject()
                                .put("id", "29:" + ann.oid())
                                .put("name", ann.fullName())
                                .put("aadObjectId", ann.oid()))
                .put("recipient", new JsonObject().put("id", BOT).put("name", "FileTrail"))
                .put(
                        "conversation",
                        new JsonObject()
                                .put("id", conversation)
                                .put("tenantId", TENANT)
                                .put("conversationType", conversation.startsWith("a:") ? "personal" : "channel"))
                .put("channelData", new JsonObject().put("tenant", new JsonObject().put("id", TENANT)));
    }

    JsonObject message(String text) {
        return activity("message").put("text", text).put("textFormat", "plain");
    }

    JsonObject mention(String text) {
        return message("<at>FileTrail</at> " + text)
                .put(
                        "entities",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("type", "mention")
                                        .put("text", "<at>FileTrail</at>")
                                        .put("mentioned", new JsonObject().put("id", BOT))));
    }

    JsonObject invoke(String name, JsonObject value) {
        return activity("invoke").put("name", name).put("value", value);
    }

    ChannelToken token() {
        return connector.channelToken(connector.serviceUrl());
    }

    Response deliver(JsonObject activity) {
        assertIsActivity(activity);
        return deliver(activity.encode(), token().text());
    }

    static Response deliver(String body, String token) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(body)
                .post("/chat/teams/messages");
    }

    /** The next that the bot sends but that it is typing. */
    BotDelivery said() throws InterruptedException {
        BotDelivery next = delivery();
        return next.activity().getString("type").equals("typing") ? delivery() : next;
    }

    /** The next that the bot sends. */
    BotDelivery delivery() throws InterruptedException {
        BotDelivery next = connector.next(PATIENCE).orElseThrow(() -> new AssertionError("the bot says nothing"));
        assertIsActivity(next.activity());
        assertThat(next.activity().getJsonObject("from").getString("id")).isEqualTo(BOT);
        return next;
    }

    /** Whatever is said now, nothing else was said before it. */
    void assertNothingElse() throws InterruptedException {
        JsonObject last = message("help");
        deliver(last).then().statusCode(202);
        assertThat(said().replyTo()).isEqualTo(last.getString("id"));
    }

    private static void assertIsActivity(JsonObject activity) {
        try {
            assertThat(ACTIVITY.validate(JSON.readTree(activity.encode()))).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchema schema() {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(Path.of("src/test/resources/teams/activity.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
