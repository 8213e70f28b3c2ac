// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.acceptance.Simulated;
import dev.filetrail.acceptance.SimulatedDefender;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import dev.filetrail.trail.Caller;
import dev.filetrail.trail.Visit;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said in a chat, and that it is always a card that Teams takes. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class TeamsConversationTest {

    private static final String SEVERAL = SimulatedFiles.SEVERAL_MACHINES;
    private static final Visit VISIT = Visit.of("teams", new Caller("teams", "tenant", "person", "Somebody", null));
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Conversation conversation;

    @Simulated
    Simulator defender;

    @BeforeEach
    @AfterEach
    void calm() {
        defender.faults().clear();
    }

    private static String newHash() {
        return UUID.randomUUID().toString().replace("-", "") + "00c0ffee";
    }

    private Said say(String message) {
        Said said = conversation.answer(message, VISIT).await().atMost(SOON);
        assertThat(said.text()).isNotBlank();
        return said;
    }

    private Said sayToWebhook(String message) {
        return conversation
                .answer(Question.read(message), VISIT, Stage.WEBHOOK)
                .await()
                .atMost(SOON);
    }

    private String shown(String message) {
        return Cards.valid(say(message).card());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "machines %s",
                "  MACHINES:   %s !",
                "<at>FileTrail</at>&nbsp;machines&nbsp;%s",
                "<p><at id=\"0\">File Trail</at> <code>%s</code></p>",
                "“%s”",
                "who has `%s`?",
                "https://www.virustotal.com/gui/file/%s/detection",
                "<a href=\"https://www.virustotal.com/gui/file/%s\">see there</a>",
                "hxxps://www[.]virustotal[.]com/gui/file/%s",
                "SHA-1\u00A0%s\u200B"
            })
    void machines(String typed) {
        String shown = shown(typed.formatted(SEVERAL));
        assertThat(shown)
                .startsWith("14 machines have reported this file, 2 at high risk")
                .contains(SEVERAL, "dc-lon-07.corp.northwind.example", "Machines 1 to 10 of 14");
    }

    @Test
    void aPageFurtherInTheSameCard() {
        JsonObject first = say(SEVERAL).card();
        assertThat(Cards.buttons(first))
                .containsExactly("Open in Defender", "More machines", "What is this file?", "Its alerts");
        JsonObject data = Cards.actions(first).get(1).getJsonObject("data");

        JsonObject second =
                conversation.pressed(data, VISIT).await().atMost(SOON).card();
        assertThat(Cards.valid(second)).contains("Machines 11 to 14 of 14");
        assertThat(Cards.buttons(second)).doesNotContain("More machines");
    }

    @Test
    void aPageFurtherByItsNumber() {
        Said first = sayToWebhook(SEVERAL);
        assertThat(Cards.valid(first.card())).contains("machines " + SEVERAL + " page 2");
        assertThat(Cards.buttons(first.card())).containsExactly("Open in Defender");
        assertThat(Cards.valid(sayToWebhook("machines " + SEVERAL + " page 2").card()))
                .contains("Machines 11 to 14 of 14");
        assertThat(Cards.valid(
                        sayToWebhook("machines " + SEVERAL + " page 99999").card()))
                .contains("There is no page 1000: the last is page 2.");
    }

    @Test
    void aFileThatNobodyHas() {
        assertThat(shown(SimulatedFiles.UNKNOWN)).startsWith("No machine has reported this file");
    }

    @Test
    void otherQuestions() {
        assertThat(shown("file " + SEVERAL)).contains("Verdict:");
        assertThat(shown("Alerts for " + SEVERAL)).contains("this file", "Severity");
        assertThat(shown("sweep " + SEVERAL + "\n" + SimulatedFiles.UNKNOWN))
                .startsWith("1 of 2 files found on machines");
    }

    @Test
    void bothHashesOfOneFile() {
        assertThat(shown("MD5 44d88612fea8a8f36de82e1278abb02f\nSHA-1 " + SimulatedFiles.ONE_MACHINE + "\nSHA-256 "
                        + SimulatedFiles.ONE_MACHINE_SHA256))
                .startsWith("1 machine has reported this file")
                .contains("44d88612fea8a8f36de82e1278abb02f", "an MD5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "help", "Help!", "hello there", "\u0000", "<at>FileTrail</at>", "<at>", "&#x110000;"})
    void help(String typed) {
        assertThat(shown(typed)).startsWith("Which machines have seen a file?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "44d88612fea8a8f36de82e1278abb02f",
                "machines 44d88612fea8a8f36de82e1278abb02f",
                "machines 1e5bc9d7e413ddd7902c2932e418702b84d0cc0",
                "1e5bc9d7e413ddd7902c2932e418702b84d0cc0g",
                "machines 1e5b…",
                "file [x](https://evil.example)",
                "alerts"
            })
    void badHashes(String typed) {
        assertThat(shown(typed)).startsWith("That can't be asked so").contains("40 hexadecimal digits");
    }

    @Test
    void throttled() throws InterruptedException {
        defender.faults().always(Fault.throttled(3));
        Said said = say(newHash());
        assertThat(Cards.valid(said.card()))
                .startsWith("Too many questions at the moment")
                .contains("Ask again in ");
        assertThat(Cards.buttons(said.card())).containsExactly("Ask again");
        recover();
    }

    /** A throttle shuts the budget of the FileTrail that all tests here share: the next one waits until it is open again. */
    private void recover() throws InterruptedException {
        defender.faults().clear();
        for (int i = 0; i < 100 && say(newHash()).card().encode().contains("Ask again"); i++) {
            Thread.sleep(100);
        }
    }

    @Test
    void notPermitted() {
        defender.faults().always(Fault.status(403, "Forbidden", "<b>Missing</b> {{DATE(2026-01-01)}} roles"));
        Said said = say(newHash());
        assertThat(Cards.valid(said.card())).startsWith("Not permitted");
        String hash = newHash();
        assertThat(Cards.valid(sayToWebhook("alerts " + hash).card())).contains("mention me with: alerts " + hash);
    }

    @Test
    void outage() {
        defender.faults().always(Fault.status(503, "Down", "down"));
        assertThat(Cards.valid(say(newHash()).card())).startsWith("Defender can't be asked at the moment");
    }

    @Test
    void noMessageBreaksAReply() {
        Random chance = new Random(6);
        for (int i = 0; i < 500; i++) {
            String message = Messages.one(chance);
            Cards.valid(say(message).card());
            Cards.valid(sayToWebhook(message).card());
        }
    }

    @Test
    void pressedWithAnything() {
        for (JsonObject data : new JsonObject[] {
            null,
            new JsonObject(),
            new JsonObject().put("topic", 7).put("hash", new JsonArray()),
            new JsonObject().put("topic", "help").put("hash", SEVERAL),
            new JsonObject().put("topic", "machines").put("hash", SEVERAL + " " + SimulatedFiles.UNKNOWN),
            new JsonObject(Map.of("topic", "machines", "hash", SEVERAL, "page", -1e300, "cursor", "x".repeat(9_000))),
            new JsonObject(Map.of("topic", "machines", "hash", SEVERAL, "page", "2", "cursor", "abc")),
            new JsonObject(Map.of("topic", "alerts", "hash", SEVERAL, "cursor", "{{DATE(2026-01-01)}}"))
        }) {
            Said said = conversation.pressed(data, VISIT).await().atMost(SOON);
            Cards.valid(said.card());
        }
    }
}
