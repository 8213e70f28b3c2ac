// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import dev.filetrail.simulator.SignIn;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Plays Teams to the outgoing webhook: delivers what people say to it, signed as Teams signs. */
final class Mention {

    static final String PATH = "/chat/teams/webhook";

    /** Two, as while one takes the other's place. */
    static final List<String> SECRETS = List.of(secret("before"), secret("after"));

    static final String ANOTHER_SECRET = secret("another");

    static final String PERSON = "6b9f3e7a-0c1d-4f52-9a64-2f6f0d6c1a55";

    private Mention() {}

    private static String secret(String word) {
        return Base64.getEncoder()
                .encodeToString((word + "-".repeat(32)).substring(0, 32).getBytes(StandardCharsets.UTF_8));
    }

    /** A message in a channel, as Teams sends it (Microsoft's page "Create an Outgoing Webhook"). */
    static JsonObject saying(String text) {
        return new JsonObject()
                .put("type", "message")
                .put("id", UUID.randomUUID().toString())
                .put("timestamp", Instant.now().toString())
                .put("localTimestamp", "2026-11-24T11:00:00.000+01:00")
                .put("serviceUrl", "https://smba.trafficmanager.net/emea/")
                .put("channelId", "msteams")
                .put(
                        "from",
                        new JsonObject()
                                .put("id", "29:1")
                                .put("name", "Ann Lindqvist")
                                .put("aadObjectId", PERSON))
                .put(
                        "conversation",
                        new JsonObject()
                                .put("isGroup", true)
                                .put("id", "19:253b1f341670408fb6fe51050b6e5ceb@thread.skype;messageid=1485983194839")
                                .put("conversationType", "channel")
                                .put("tenantId", SignIn.TENANT_ID))
                .put("textFormat", "plain")
                .put("text", "<at>FileTrail</at> " + text + "\n")
                .put(
                        "channelData",
                        new JsonObject()
                                .put("teamsChannelId", "19:253b1f341670408fb6fe51050b6e5ceb@thread.skype")
                                .put("tenant", new JsonObject().put("id", SignIn.TENANT_ID)));
    }

    /** Signed by the first of the secrets. */
    static Response deliver(JsonObject mention) throws GeneralSecurityException {
        byte[] body = mention.encode().getBytes(StandardCharsets.UTF_8);
        return deliver(body, signature(SECRETS.get(0), body));
    }

    /** With that header, or none for null. */
    static Response deliver(byte[] body, String authorization) {
        RequestSpecification request = request();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.contentType("application/json").body(body).post(PATH);
    }

    static RequestSpecification request() {
        return RestAssured.given()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }

    static String signature(String secret, byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
        return "HMAC " + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }
}
