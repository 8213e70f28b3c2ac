// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.chat.teams.Cards;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The packaged program's cards, one of each kind, drawn by Microsoft's own renderer in a real browser, as wide as a phone and as wide
 * as a channel. They stay in {@code target/cards}, for whoever wants to look at them.
 */
@Tag("long")
class CardsDrawnIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path BAD_CARDS = Path.of("src/test/resources/teams/bad-cards.json");
    private static final String SEVERAL = SimulatedFiles.SEVERAL_MACHINES;

    private static int portBefore;
    private static SimulatorServer defender;
    private static ServingProgram program;

    @BeforeAll
    static void start() throws Exception {
        NodeProgram.install();
        defender = SimulatorServer.start();
        Map<String, String> settings = new HashMap<>(TeamsChat.settings(defender));
        settings.put("filetrail.chat.teams.webhook.secrets", String.join(",", Mention.SECRETS));
        settings.put("filetrail.defender.patience", "1s");
        settings.put("filetrail.budget.patience", "1s");
        program = ServingProgram.start(defender, settings);
        portBefore = RestAssured.port;
        RestAssured.port = program.port();
    }

    @AfterAll
    static void stop() throws Exception {
        RestAssured.port = portBefore;
        program.close();
        defender.close();
    }

    @TestFactory
    Stream<DynamicTest> everyKindIsWhole() throws Exception {
        Path folder = emptied("target/cards");
        keep(folder, "help", "Which machines have seen a file?", said("help"));
        keep(folder, "bad-hash", "That can't be asked so", said("44d88612fea8a8f36de82e1278abb02f"));
        keep(folder, "machines", "14 machines have reported this file", said(SEVERAL));
        keep(folder, "machines-webhook", "14 machines have reported this file", replied(SEVERAL));
        keep(folder, "machines-page-2", "14 machines have reported this file", said("machines " + SEVERAL + " page 2"));
        keep(folder, "none", "No machine has reported this file", said(SimulatedFiles.UNKNOWN));
        keep(folder, "file", "Defender takes this file for malicious", said("file " + SEVERAL));
        keep(folder, "alerts", "", said("alerts " + SEVERAL));
        keep(
                folder,
                "sweep",
                "2 of 3 files found on machines",
                said(SEVERAL + " " + SimulatedFiles.ONE_MACHINE + " " + SimulatedFiles.UNKNOWN
                        + " 44d88612fea8a8f36de82e1278abb02f"));

        defender.simulator().faults().next(Fault.slow(Duration.ofSeconds(6)));
        keep(folder, "still-asking", "Still asking Defender", replied(newHash()));
        defender.simulator()
                .faults()
                .always(Fault.status(
                        403, "Forbidden", "<b>Missing</b> **[x](https://e.example)** {{DATE(2026-01-01)}}"));
        keep(folder, "not-permitted", "Not permitted", said(newHash()));
        defender.simulator().faults().always(Fault.status(503, "Down", "down"));
        keep(folder, "outage", "Defender can't be asked at the moment", said(newHash()));
        defender.simulator().faults().always(Fault.throttled(3));
        keep(folder, "throttled", "Too many questions at the moment", said(newHash()));

        return BrowserChecks.run("cards.mjs", folder.toAbsolutePath().toString());
    }

    /** Whoever looks has to see what is wrong with a card, or there is no use in looking. */
    @TestFactory
    Stream<DynamicTest> whatIsWrongIsSeen() throws Exception {
        Path folder = emptied("target/bad-cards");
        Map<String, String> told = new HashMap<>();
        for (JsonNode bad : JSON.readTree(BAD_CARDS.toFile())) {
            told.put(bad.path("name").asText(), bad.path("told").asText());
            JsonObject card = new JsonObject()
                    .put("type", "AdaptiveCard")
                    .put("version", "1.5")
                    .put("body", new JsonArray(bad.path("body").toString()));
            Files.writeString(folder.resolve(bad.path("name").asText() + ".json"), card.encode());
        }
        JsonNode found =
                BrowserChecks.found("cards.mjs", folder.toAbsolutePath().toString());
        assertThat(found).hasSize(2 * told.size());
        return StreamSupport.stream(found.spliterator(), false)
                .map(check -> DynamicTest.dynamicTest(check.path("name").asText(), () -> {
                    String name = check.path("name").asText().replaceAll(", \\d+ wide$", "");
                    assertThat(check.path("failure").asText()).contains(told.get(name) + ": ");
                }));
    }

    private static void keep(Path folder, String name, String headline, JsonObject card) throws IOException {
        assertThat(Cards.valid(card)).as(name).startsWith(headline);
        Files.writeString(folder.resolve(name + ".json"), card.encodePrettily());
    }

    /** By the bot. */
    private static JsonObject said(String text) throws InterruptedException {
        TeamsChat chat = TeamsChat.personal(defender.simulator().botConnector());
        chat.deliver(chat.message(text)).then().statusCode(202);
        return card(chat.said().activity());
    }

    /** By the webhook. */
    private static JsonObject replied(String text) throws Exception {
        return card(new JsonObject(Mention.deliver(Mention.saying(text))
                .then()
                .statusCode(200)
                .extract()
                .asString()));
    }

    private static JsonObject card(JsonObject message) {
        return message.getJsonArray("attachments").getJsonObject(0).getJsonObject("content");
    }

    private static String newHash() {
        return UUID.randomUUID().toString().replace("-", "") + "00c0ffee";
    }

    private static Path emptied(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of(name));
        try (Stream<Path> before = Files.list(folder)) {
            for (Path file : before.toList()) {
                Files.delete(file);
            }
        }
        return folder;
    }
}
