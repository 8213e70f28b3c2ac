// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** When the keys of the Bot Connector are read, and when they are not. */
class PublishedKeysTest {

    private static final String METADATA = "https://login.example/metadata";
    private static final String KEYS = "https://login.example/keys";
    private static RsaJsonWebKey rsa;

    private final SetClock clock = new SetClock();
    private final List<String> asked = new ArrayList<>();
    private JsonObject metadata =
            new JsonObject().put("issuer", "https://issuer.example").put("jwks_uri", KEYS);
    private JsonArray published = new JsonArray().add(key("old", "msteams"));
    private boolean away;
    private boolean silent;
    private PublishedKeys keys = new PublishedKeys(METADATA, this::document, clock);

    private static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-11-24T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("it shows UTC only");
        }

        private void pass(Duration time) {
            now = now.plus(time);
        }
    }

    @BeforeAll
    static void makeAKey() throws JoseException {
        rsa = RsaJwkGenerator.generateJwk(2048);
    }

    private static JsonObject key(String id, String... channels) {
        JsonObject key = new JsonObject(rsa.toJson(OutputControlLevel.PUBLIC_ONLY)).put("kid", id);
        return channels.length == 0 ? key : key.put("endorsements", new JsonArray(List.of(channels)));
    }

    private Uni<String> document(String address) {
        asked.add(address);
        if (silent) {
            return Uni.createFrom().nothing();
        }
        return away
                ? Uni.createFrom().failure(new ConnectException("nobody there"))
                : Uni.createFrom()
                        .item(
                                address.equals(METADATA)
                                        ? metadata.encode()
                                        : new JsonObject()
                                                .put("keys", published)
                                                .encode());
    }

    private Optional<PublishedKeys.Key> find(String id) {
        return keys.find(id).await().atMost(Duration.ofSeconds(5));
    }

    @Test
    void theyAreReadOnceADay() {
        PublishedKeys.Key key = find("old").orElseThrow();
        assertThat(key.issuer()).isEqualTo("https://issuer.example");
        assertThat(key.endorsements()).containsExactly("msteams");
        clock.pass(Duration.ofHours(23));
        find("old");
        assertThat(asked).containsExactly(METADATA, KEYS);
        clock.pass(Duration.ofHours(1));
        find("old");
        assertThat(asked).containsExactly(METADATA, KEYS, METADATA, KEYS);
    }

    @Test
    void anUnknownKeyMayBeANewOneButNotEveryMoment() {
        find("old");
        for (int i = 0; i < 100; i++) {
            assertThat(find("made up " + i)).isEmpty();
        }
        assertThat(asked).hasSize(2);
        published = new JsonArray().add(key("new", "msteams"));
        clock.pass(PublishedKeys.REST);
        assertThat(find("new")).isPresent();
        assertThat(asked).hasSize(4);
        assertThat(find("old")).as("no longer published").isEmpty();
        assertThat(asked).hasSize(4);
    }

    @Test
    void oldOnesServeForADayWhenNewOnesAreNotToBeHad() {
        find("old");
        away = true;
        clock.pass(Duration.ofHours(30));
        assertThat(find("old")).isPresent();
        assertLater("unknown");
        clock.pass(Duration.ofHours(20));
        assertLater("old");
        away = false;
        clock.pass(Duration.ofSeconds(6));
        assertThat(find("old")).isPresent();
    }

    @Test
    void whoIsAwayIsNotStormed() {
        away = true;
        for (int i = 0; i < 50; i++) {
            assertLater("old");
        }
        assertThat(asked).hasSize(1);
        clock.pass(Duration.ofSeconds(6));
        away = false;
        assertThat(find("old")).isPresent();
    }

    @Test
    void nobodyWaitsForEverForADocumentThatDoesNotEnd() {
        keys = new PublishedKeys(METADATA, this::document, clock, Duration.ofMillis(500));
        silent = true;
        assertLater("old");
        silent = false;
        clock.pass(Duration.ofSeconds(6));
        assertThat(find("old")).isPresent();
        silent = true;
        clock.pass(Duration.ofHours(30));
        assertThat(find("old")).isPresent();
    }

    @Test
    void whatIsNoMetadataIsAsGoodAsNone() {
        for (JsonObject odd : List.of(
                new JsonObject(),
                new JsonObject().put("issuer", 1).put("jwks_uri", KEYS),
                new JsonObject().put("issuer", "x"),
                new JsonObject().put("issuer", "x").put("jwks_uri", "http://login.example/keys"),
                new JsonObject().put("issuer", "x").put("jwks_uri", "file:///etc/passwd"))) {
            metadata = odd;
            assertLater("old");
            clock.pass(Duration.ofSeconds(6));
        }
        assertThat(asked).containsOnly(METADATA);
    }

    @Test
    void keysThatCannotBeReadAreLeftOut() {
        published = new JsonArray()
                .add(new JsonObject().put("kty", "RSA").put("kid", "broken"))
                .add(new JsonObject().put("kty", "oct").put("k", "c2VjcmV0").put("kid", "symmetric"))
                .add("text")
                .add(key("silent"));
        assertThat(find("broken")).isEmpty();
        assertThat(find("symmetric")).isEmpty();
        assertThat(find("silent").orElseThrow().endorsements()).isEmpty();
    }

    private void assertLater(String id) {
        assertThatThrownBy(() -> find(id))
                .isInstanceOfSatisfying(MessageRefusal.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(503));
    }
}
