// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.BotConnector;
import dev.filetrail.simulator.BotDelivery;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bot of a packaged program, as it is configured, rightly and wrongly. */
@Tag("long")
class BotProgramIT {

    private final int portBefore = RestAssured.port;
    private SimulatorServer defender;
    private BotConnector connector;
    private TeamsChat chat;

    @BeforeEach
    void start() {
        defender = SimulatorServer.start();
        connector = defender.simulator().botConnector();
        chat = TeamsChat.personal(connector);
    }

    @AfterEach
    void stop() {
        RestAssured.port = portBefore;
        defender.close();
    }

    private ServingProgram program(Map<String, String> settings) throws Exception {
        ServingProgram program = ServingProgram.start(defender, settings);
        RestAssured.port = program.port();
        return program;
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(TeamsChat.settings(defender));
        settings.put("filetrail.chat.teams.bot." + name, value);
        return settings;
    }

    @Test
    void whereNoneIsConfiguredThereIsNone() throws Exception {
        try (ServingProgram program = program(Map.of())) {
            Response none = chat.deliver(chat.message("help"));
            assertThat(none.statusCode()).as("port %d", program.port()).isEqualTo(404);
            assertThat(none.jsonPath().getString("detail")).contains("filetrail.chat.teams.bot.app-id");
        }
    }

    @Test
    void halfABotDoesNotStart() throws Exception {
        assertStops(Map.of("filetrail.chat.teams.bot.app-id", BotConnector.APP_ID), "client-secret");
        assertStops(Map.of("filetrail.chat.teams.bot.client-secret", BotConnector.APP_SECRET), "app-id");
        assertStops(with("app-id", "filetrail"), "app-id");
        assertStops(with("service-urls", "http://smba.trafficmanager.net/"), "service-urls");
        assertStops(with("open-id-metadata", "http://login.botframework.com/"), "open-id-metadata");
        assertStops(with("authority", "login"), "authority");
    }

    private void assertStops(Map<String, String> also, String property) throws Exception {
        Map<String, String> settings = new HashMap<>(SimulatedDefender.settings(defender));
        settings.putAll(also);
        Program.Run run = Program.run(settings, "serve");
        assertThat(run.exitCode()).as(property).isEqualTo(1);
        assertThat(run.out() + run.err())
                .contains("filetrail.chat.teams.bot." + property)
                .doesNotContain(BotConnector.APP_SECRET);
    }

    @Test
    void whileTheKeysAreNotToBeHadMessagesAreTurnedAwayForALittle() throws Exception {
        connector.metadataFaults().always(Fault.empty(503));
        try (ServingProgram program = program(TeamsChat.settings(defender))) {
            for (int i = 0; i < 20; i++) {
                Response away = chat.deliver(chat.message("help"));
                assertThat(away.statusCode()).isEqualTo(503);
                assertThat(away.header("Retry-After")).isEqualTo("5");
                assertThat(away.jsonPath().getString("detail")).contains("signing keys");
            }
            assertThat(connector.metadataRequests()).isLessThan(5);
            assertThat(connector.attempts()).isZero();
            assertThat(program.log()).contains("can't be read").doesNotContain("Exception", "eyJ");
        }
    }

    @Test
    void aMultiTenantAppSignsInElsewhere() throws Exception {
        connector.tenant("botframework.com");
        Map<String, String> settings = new HashMap<>(TeamsChat.settings(defender));
        settings.remove("filetrail.chat.teams.bot.tenant-id");
        try (ServingProgram program = program(settings)) {
            chat.assertNothingElse();
            assertThat(program.log()).doesNotContain("An answer got lost");
        }
    }

    @Test
    void aWrongSecretIsToldInTheLog() throws Exception {
        try (ServingProgram program = program(with("client-secret", "wrong-secret-of-a-bot"))) {
            chat.deliver(chat.message("help")).then().statusCode(202);
            for (int i = 0; i < 200 && !program.log().contains("An answer got lost"); i++) {
                Thread.sleep(50);
            }
            assertThat(program.log())
                    .contains("AADSTS7000215", "filetrail.chat.teams.bot.app-id")
                    .doesNotContain("wrong-secret", "eyJ", "\tat ");
            assertThat(connector.attempts()).isZero();
        }
    }

    @Test
    void aButtonThatWaitsTooLongIsAnsweredLater() throws Exception {
        try (ServingProgram program = program(TeamsChat.settings(defender))) {
            chat.assertNothingElse();
            defender.simulator().faults().next(Fault.slow(Duration.ofSeconds(6)));
            JsonObject data = new JsonObject().put("topic", "machines").put("hash", SimulatedFiles.SEVERAL_MACHINES);
            JsonObject pressed = chat.invoke(
                            "adaptiveCard/action",
                            new JsonObject()
                                    .put(
                                            "action",
                                            new JsonObject()
                                                    .put("type", "Action.Execute")
                                                    .put("data", data)))
                    .put("replyToId", "1700000000999");
            long begin = System.nanoTime();
            Response told = chat.deliver(pressed);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(5_500));
            assertThat(told.jsonPath().getString("type")).isEqualTo("application/vnd.microsoft.activity.message");
            assertThat(told.jsonPath().getString("value")).contains("follows");

            BotDelivery said = chat.said();
            assertThat(said.replyTo()).isEqualTo("1700000000999");
            assertThat(said.activity().encode()).contains(SimulatedFiles.SEVERAL_MACHINES);
            assertThat(program.isAlive()).isTrue();
        }
    }
}
