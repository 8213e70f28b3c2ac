// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People mention the outgoing webhook in a channel: what it replies, how soon, and to whom it says nothing. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
@QuarkusTestResource(AuditLines.class)
class WebhookTest {

    private static final String CARD = "application/vnd.microsoft.card.adaptive";

    @Simulated
    Simulator simulator;

    AuditLines audit;

    private int refusals;

    @BeforeEach
    void countRefusals() throws Exception {
        refusals = audit.refusals();
    }

    @AfterEach
    void calm() {
        simulator.faults().clear();
    }

    @Test
    void aMentionIsAnsweredWithACard() throws Exception {
        JsonObject mention = Mention.saying("machines " + SimulatedFiles.SEVERAL_MACHINES);
        JsonObject reply = new JsonObject(
                Mention.deliver(mention).then().statusCode(200).extract().asString());

        assertThat(reply.getString("type")).isEqualTo("message");
        assertThat(reply.getString("summary")).contains("14");
        JsonObject attachment = reply.getJsonArray("attachments").getJsonObject(0);
        assertThat(attachment.getString("contentType")).isEqualTo(CARD);
        assertThat(attachment.getJsonObject("content").encode())
                .contains(SimulatedFiles.SEVERAL_MACHINES)
                .doesNotContain("Action.Execute");
        assertThat(audit.text()).contains(Mention.PERSON).contains("\"door\":\"teams\"");
    }

    @Test
    void whatToTypeForMoreCanBeTyped() throws Exception {
        String file = SimulatedFiles.large(0);
        String first = answered("machines " + file);
        assertThat(first).contains("page 2");
        String second = answered("machines " + file + " page 2");
        assertThat(second).contains("page 3").isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "file,takes this file for",
        "FILE,takes this file for",
        "alerts,alert",
        "machines,machines have reported"
    })
    void theFirstWordSaysWhatIsWanted(String word, String told) throws Exception {
        assertThat(answered(word + " " + SimulatedFiles.SEVERAL_MACHINES))
                .contains("\"summary\":")
                .satisfies(reply -> assertThat(
                                new JsonObject(reply).getString("summary").toLowerCase(Locale.ROOT))
                        .contains(told));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "", "what is this?", "help", "d41d8cd98f00b204e9800998ecf8427e", "<at>x</at>"})
    void anythingElseIsAnsweredToo(String text) throws Exception {
        assertThat(said(text)).isNotBlank();
    }

    @Test
    void whenDefenderIsSlowTheReplySaysSoAndTheNextMentionHasTheAnswer() throws Exception {
        String file = SimulatedFiles.numbered(7_001);
        simulator.faults().next(Fault.slow(Duration.ofMillis(1_400)));
        Instant start = Instant.now();
        String late = said("machines " + file);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
        assertThat(late).contains("Still asking");

        assertThat(answered("machines " + file)).contains(file);
        assertThat(simulator.calls().all())
                .filteredOn(call -> call.path().contains(file))
                .hasSize(1);
    }

    @Test
    void everySecretOpensAndNoOther() throws Exception {
        for (String secret : Mention.SECRETS) {
            byte[] body = Mention.saying("help").encode().getBytes(StandardCharsets.UTF_8);
            Mention.deliver(body, Mention.signature(secret, body)).then().statusCode(200);
        }
        byte[] body = Mention.saying("help").encode().getBytes(StandardCharsets.UTF_8);
        assertRefused(Mention.deliver(body, Mention.signature(Mention.ANOTHER_SECRET, body)), 401);
    }

    @Test
    void aByteMoreLessOrOtherIsRefused() throws Exception {
        byte[] body = Mention.saying("help").encode().getBytes(StandardCharsets.UTF_8);
        String signature = Mention.signature(Mention.SECRETS.get(0), body);
        for (int i = 0; i < body.length; i += 37) {
            byte[] changed = body.clone();
            changed[i] ^= 1;
            assertRefused(Mention.deliver(changed, signature), 401);
        }
        assertRefused(Mention.deliver(Arrays.copyOf(body, body.length - 1), signature), 401);
        assertRefused(Mention.deliver(Arrays.copyOf(body, body.length + 1), signature), 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HMAC",
                "HMAC ",
                "HMAC =",
                "HMAC AAAA",
                "HMAC ä",
                "HMAC AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "Bearer AAAA",
                "Basic QTpC",
                "HMACAAAA"
            })
    void whatIsNoSignatureIsRefused(String authorization) throws Exception {
        byte[] body = Mention.saying("help").encode().getBytes(StandardCharsets.UTF_8);
        assertRefused(Mention.deliver(body, authorization), 401);
    }

    @Test
    void whoSignsNothingIsToldNothing() throws Exception {
        String refusal = Mention.deliver("{".getBytes(StandardCharsets.UTF_8), null)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "HMAC")
                .contentType("application/problem+json")
                .extract()
                .asString();
        assertThat(refusal).doesNotContain("JSON", Mention.SECRETS.get(0));
    }

    @Test
    void aReplayIsRefused() throws Exception {
        byte[] body = Mention.saying("help").encode().getBytes(StandardCharsets.UTF_8);
        String signature = Mention.signature(Mention.SECRETS.get(0), body);
        Mention.deliver(body, signature).then().statusCode(200);
        assertRefused(Mention.deliver(body, signature), 409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-6M", "PT6M", "PT-24H"})
    void whatWasSentAtAnotherTimeIsRefused(String off) throws Exception {
        JsonObject mention = Mention.saying("help")
                .put("timestamp", Instant.now().plus(Duration.parse(off)).toString());
        assertRefused(Mention.deliver(mention), 403);
    }

    @Test
    void otherTenantsGetNothing() throws Exception {
        String other = "11111111-2222-4333-8444-555555555555";
        JsonObject there = Mention.saying("help");
        there.getJsonObject("channelData").put("tenant", new JsonObject().put("id", other));
        there.getJsonObject("conversation").remove("tenantId");
        JsonObject both = Mention.saying("help");
        both.getJsonObject("conversation").put("tenantId", other);
        JsonObject none = Mention.saying("help");
        none.remove("channelData");
        none.getJsonObject("conversation").remove("tenantId");
        for (JsonObject each : new JsonObject[] {there, both, none}) {
            assertRefused(Mention.deliver(each), 403);
        }
    }

    @Test
    void oddEncodingsThatAreSignedAreAnsweredClearly() throws Exception {
        String help = Mention.saying("help").encode();
        signed(("\uFEFF" + help).getBytes(StandardCharsets.UTF_8)).then().statusCode(200);
        assertBad(signed(help.getBytes(StandardCharsets.UTF_16)));
        assertBad(signed(help.getBytes(StandardCharsets.UTF_16LE)));
        ByteArrayOutputStream broken = new ByteArrayOutputStream();
        broken.writeBytes(help.substring(0, 20).getBytes(StandardCharsets.UTF_8));
        broken.write(0xC3);
        broken.write(0x28);
        broken.writeBytes(help.substring(20).getBytes(StandardCharsets.UTF_8));
        assertBad(signed(broken.toByteArray()));
        for (String body : new String[] {
            "",
            "null",
            "[]",
            "\"x\"",
            "{",
            help.substring(0, help.length() - 1),
            "{\"a\":".repeat(5_000),
            "{}",
            "[".repeat(100_000)
        }) {
            assertBad(signed(body.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void wrongTypesInAnyFieldAreNoFault() throws Exception {
        Object[] odd = {null, 1, true, "x", new JsonArray().add(1), new JsonObject().put("id", 1)};
        for (String field : Mention.saying("help").fieldNames()) {
            for (Object each : odd) {
                Response response = Mention.deliver(Mention.saying("help").put(field, each));
                assertThat(response.statusCode()).as("%s: %s", field, each).isIn(200, 400, 403);
            }
        }
    }

    @Test
    void onlyPostIsTaken() {
        Mention.request().get(Mention.PATH).then().statusCode(405).header("Allow", "POST");
    }

    private static String said(String text) throws Exception {
        return Mention.deliver(Mention.saying(text))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** Asked again, as the reply says, for as long as it is still being asked for. */
    private static String answered(String text) throws Exception {
        String answer = said(text);
        for (int i = 0; i < 100 && answer.contains("Still asking"); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            answer = said(text);
        }
        assertThat(answer).doesNotContain("Still asking");
        return answer;
    }

    private static Response signed(byte[] body) throws Exception {
        return Mention.deliver(body, Mention.signature(Mention.SECRETS.get(0), body));
    }

    private static void assertBad(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.jsonPath().getString("detail")).isNotBlank().doesNotContain("Exception", "jackson");
    }

    private void assertRefused(Response refused, int status) throws Exception {
        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(status);
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        assertThat(refused.asString()).doesNotContain("attachments", Mention.SECRETS.get(0));
        assertThat(audit.refusals()).as("written down").isEqualTo(++refusals);
        assertThat(audit.text()).doesNotContain(Mention.SECRETS.get(0));
    }
}
