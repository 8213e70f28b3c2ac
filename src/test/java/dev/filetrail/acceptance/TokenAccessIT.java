// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static dev.filetrail.acceptance.Doorbell.ring;
import static dev.filetrail.acceptance.Doorbell.ringWith;
import static dev.filetrail.acceptance.GuardedProgram.PAGE;
import static dev.filetrail.acceptance.GuardedProgram.URL;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.Headers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who brings a token of the OpenID provider is let in, and nobody whose token is anything but right. */
@Tag("long")
class TokenAccessIT {

    private static final String AUDIENCE = URL + "/mcp";
    private static final String CHALLENGE = "Bearer resource_metadata=\"" + URL
            + "/.well-known/oauth-protected-resource/mcp\", scope=\"Machines.Read\"";

    private static GuardedProgram guarded;

    private static final OpenIdProvider STRANGER = stranger();

    private static final Map<String, Supplier<String>> BAD = new TreeMap<>(Map.ofEntries(
            Map.entry("expired", () -> provider()
                    .token(good().put("exp", Instant.now().getEpochSecond() - 60))),
            Map.entry("without an end", () -> provider().token(without("exp"))),
            Map.entry("not valid yet", () -> provider()
                    .token(good().put("nbf", Instant.now().getEpochSecond() + 300))),
            Map.entry("for another audience", () -> provider().token(provider().claims("https://other.example/mcp"))),
            Map.entry("for Microsoft Graph", () -> provider().token(provider().claims("https://graph.microsoft.com"))),
            Map.entry("without an audience", () -> provider().token(without("aud"))),
            Map.entry("of another issuer", () -> provider().token(good().put("iss", "https://evil.example"))),
            Map.entry("without an issuer", () -> provider().token(without("iss"))),
            Map.entry("without a subject", () -> provider().token(without("sub"))),
            Map.entry("signed by a stranger", () -> STRANGER.token(good())),
            Map.entry("with alg none", () -> provider().unsigned(good(), "")),
            Map.entry("with alg none and a signature", () -> provider().unsigned(good(), "AAAA")),
            Map.entry("HMAC with the public key", () -> provider()
                    .hmac(good(), provider().publicKey().getEncoded())),
            Map.entry("HMAC with the public key's PEM", () -> provider().hmac(good(), pem())),
            Map.entry("with a path for a kid", () -> ofKid("../../../../etc/passwd")),
            Map.entry("with an address for a kid", () -> ofKid("http://169.254.169.254/keys")),
            Map.entry("with SQL for a kid", () -> ofKid("' OR 1=1 --")),
            Map.entry(
                    "with a key of its own",
                    () -> STRANGER.token(
                            new JsonObject().put("alg", "RS256").put("jku", STRANGER.address() + "/keys"), good())),
            Map.entry("an ID token", () -> provider().token(good().put("at_hash", "x"))),
            Map.entry("opaque", () -> "9f8e7d6c5b4a39281706f5e4d3c2b1a0"),
            Map.entry("dots", () -> "..."),
            Map.entry("garbage in three parts", () -> "a.b.c"),
            Map.entry("deeply nested", () -> deep()),
            Map.entry("not ASCII", () -> "tökén.ö.ü")));

    @BeforeAll
    static void start() throws Exception {
        guarded = GuardedProgram.start(Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        guarded.close();
    }

    @Test
    void letsARightTokenIn() {
        ringWith(provider().token(good())).statusCode(200).body("result.tools.name", not(hasSize(0)));
        given().get("/nothing").then().statusCode(401);
        given().header("Authorization", "bearer  " + provider().token(good()))
                .get("/nothing")
                .then()
                .statusCode(404);
    }

    @Test
    void tellsHowToGetOne() {
        ring(given())
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", CHALLENGE)
                .body("status", equalTo(401))
                .body("detail", containsString(provider().address()));
        for (String place : new String[] {"", "/mcp"}) {
            given().get("/.well-known/oauth-protected-resource" + place)
                    .then()
                    .statusCode(200)
                    .contentType("application/json")
                    .body("resource", equalTo(AUDIENCE))
                    .body("authorization_servers[0]", equalTo(provider().address()))
                    .body("scopes_supported[0]", equalTo("Machines.Read"))
                    .body("bearer_methods_supported[0]", equalTo("header"))
                    .body("resource_name", equalTo("FileTrail"));
        }
        given().post("/.well-known/oauth-protected-resource").then().statusCode(405);
        given().get("/.well-known/oauth-authorization-server").then().statusCode(404);
    }

    static Iterable<String> bad() {
        return BAD.keySet();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesATokenThatIs(String bad) {
        String token = BAD.get(bad).get();
        Headers headers = ringWith(token)
                .statusCode(401)
                .contentType("application/problem+json")
                .body("detail", not(containsString(token)))
                .extract()
                .headers();
        assertThat(headers.getValue("WWW-Authenticate"))
                .startsWith(CHALLENGE + ", error=\"invalid_token\", error_description=\"");
    }

    @Test
    void saysWhatIsWrongWithAToken() {
        ringWith(BAD.get("expired").get()).body("detail", equalTo("The token has expired."));
        ringWith(BAD.get("for another audience").get()).body("detail", containsString("another audience"));
        ringWith(BAD.get("of another issuer").get()).body("detail", containsString("another issuer"));
        ringWith(BAD.get("opaque").get()).body("detail", containsString("not a signed JWT"));
    }

    /** At most twenty of a second are, and other tests' may have been those. */
    @Test
    void writesDownWhoWasRefused() throws Exception {
        long before = refusals();
        for (int i = 0; i < 30 && refusals() == before; i++) {
            ringWith(BAD.get("expired").get()).statusCode(401);
            Thread.sleep(100);
        }
        assertThat(refusals()).isGreaterThan(before);
        assertThat(guarded.program().log()).doesNotContain("eyJ");
    }

    private static long refusals() throws java.io.IOException {
        return guarded.program()
                .log()
                .lines()
                .filter(line -> line.contains("\"question\":\"denied\"") && line.contains("\"way\":\"bearer\""))
                .filter(line -> line.contains("\"status\":401") && line.contains("The token has expired."))
                .count();
    }

    @Test
    void forgivesAClockThatIsALittleLate() {
        ringWith(provider()
                        .token(good().put("iat", Instant.now().getEpochSecond() - 600)
                                .put("nbf", Instant.now().getEpochSecond() - 600)
                                .put("exp", Instant.now().getEpochSecond() - 5)))
                .statusCode(200);
    }

    @Test
    void needsTheScopeOrTheRole() {
        String lacking = provider().token(good().put("scp", "openid Machines.Reader"));
        ringWith(lacking)
                .statusCode(403)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString(CHALLENGE + ", error=\"insufficient_scope\""));
        ringWith(provider().token(without("scp").put("scope", "email Machines.Read")))
                .statusCode(200);
        ringWith(provider()
                        .token(without("scp")
                                .put("roles", new JsonArray().add("Other").add("Machines.Read"))))
                .statusCode(200);
        ringWith(provider().token(without("scp").put("roles", new JsonArray().add(7))))
                .statusCode(403);
        ringWith(provider().token(without("scp"))).statusCode(403);
    }

    @Test
    void takesOneCredentialOnly() {
        ring(given().header("Authorization", "Bearer " + provider().token(good()))
                        .header("X-API-Key", "x"))
                .statusCode(400);
        ring(given().header("Authorization", "Basic dXNlcjpwYXNz")).statusCode(401);
    }

    @Test
    void learnsOfNewKeysButIsNotMadeToAskForThemAllTheTime() throws InterruptedException {
        ringWith(provider().token(good())).statusCode(200);
        int before = provider().askedForKeys();
        for (int i = 0; i < 20; i++) {
            ringWith(ofKid("made-up-" + i)).statusCode(401);
        }
        assertThat(provider().askedForKeys() - before).isLessThanOrEqualTo(2);

        String old = provider().token(good());
        provider().changeKeys("second");
        String fresh = provider().token(good());
        // Made-up names of keys have just used up the look that new ones deserve: the next is due within ten seconds.
        for (int i = 0; i < 150 && ringWith(fresh).extract().statusCode() != 200; i++) {
            Thread.sleep(100);
        }
        ringWith(fresh).statusCode(200);
        ringWith(old).statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good.example.evil.example",
                "https://evil.example",
                "http://good.example",
                "https://good.example:8443",
                "https://GOOD.example",
                "https://good.example/",
                "http://localhost:8080",
                "null"
            })
    void refusesOtherPages(String origin) {
        for (String path : new String[] {"/mcp", "/mcp/sse", "/", "/.well-known/oauth-protected-resource"}) {
            given().header("Origin", origin)
                    .header("Authorization", "Bearer " + provider().token(good()))
                    .get(path)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .header("Access-Control-Allow-Origin", nullValue());
        }
        given().header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .options("/mcp")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, URL})
    void letsAllowedPagesAskAndReadARefusal(String origin) {
        given().header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization")
                .options("/mcp")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", origin)
                .header("Access-Control-Allow-Credentials", "false");
        ring(given().header("Origin", origin))
                .statusCode(401)
                .header("Access-Control-Allow-Origin", origin)
                .header("Access-Control-Expose-Headers", containsString("WWW-Authenticate"));
        given().header("Origin", origin)
                .get("/.well-known/oauth-protected-resource/mcp")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", origin);
    }

    private static OpenIdProvider provider() {
        return guarded.provider();
    }

    private static OpenIdProvider stranger() {
        try {
            return OpenIdProvider.away("", "");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonObject good() {
        return provider().claims(AUDIENCE);
    }

    private static JsonObject without(String claim) {
        JsonObject claims = good();
        claims.remove(claim);
        return claims;
    }

    private static String ofKid(String kid) {
        return provider().token(new JsonObject().put("alg", "RS256").put("kid", kid), good());
    }

    private static byte[] pem() {
        return ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(provider().publicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String deep() {
        String nested = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"a\":" + "[".repeat(5_000)).getBytes(StandardCharsets.US_ASCII));
        return nested + "." + nested.substring(0, 2_000) + ".AAAA";
    }
}
