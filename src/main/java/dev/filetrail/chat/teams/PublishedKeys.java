// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The keys that somebody signs tokens with, as an OpenID metadata document names them. They are read when the first token
 * comes, and again every day, as the Bot Connector asks of bots; an unknown key may be a new one, but made-up names of keys must
 * not become calls.
 */
final class PublishedKeys {

    /** How long before the keys are read again (Bot Connector authentication: "refresh the cached document at least every 24 hours"). */
    static final Duration FRESH = Duration.ofHours(24);

    /** How long before an unknown key makes them be read again. */
    static final Duration REST = Duration.ofMinutes(5);

    /** How long before they are looked for again where they were not to be had. */
    private static final Duration REST_WHEN_AWAY = Duration.ofSeconds(5);

    /** How long old keys serve while new ones are not to be had. */
    private static final Duration OLDEST = Duration.ofHours(48);

    /** How long a reading may take: the client's own timeout ends where a body begins. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(PublishedKeys.class);

    private final String metadata;
    private final Function<String, Uni<String>> documents;
    private final Clock clock;
    private final Duration patience;

    private Read read;
    private Instant triedAt = Instant.MIN;
    private MessageRefusal away;
    private Uni<Read> reading;

    /**
     * Nothing is read yet.
     *
     * @param metadata address of the document
     * @param documents reads one
     * @param clock the time
     */
    PublishedKeys(String metadata, Function<String, Uni<String>> documents, Clock clock) {
        this(metadata, documents, clock, PATIENCE);
    }

    /**
     * Nothing is read yet.
     *
     * @param metadata address of the document
     * @param documents reads one
     * @param clock the time
     * @param patience how long reading all of them may take
     */
    PublishedKeys(String metadata, Function<String, Uni<String>> documents, Clock clock, Duration patience) {
        this.metadata = metadata;
        this.documents = documents;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * A key that is published.
     *
     * @param issuer who signs with it, as the metadata says
     * @param key RSA
     * @param endorsements the channels that whoever holds it may speak for; empty where nothing is said of that
     */
    record Key(String issuer, PublicKey key, Set<String> endorsements) {}

    private record Read(Map<String, Key> keys, Instant at) {}

    /**
     * Looks for a key.
     *
     * @param id as a token names it ({@code kid})
     * @return empty for one that is not published; fails with a {@link MessageRefusal} when the keys can't be read
     */
    Uni<Optional<Key>> find(String id) {
        Instant now = clock.instant();
        Uni<Read> wait;
        synchronized (this) {
            if (read != null && now.isBefore(read.at().plus(OLDEST))) {
                boolean fresh = now.isBefore(read.at().plus(FRESH)) || now.isBefore(triedAt.plus(REST));
                boolean known = read.keys().containsKey(id) || now.isBefore(triedAt.plus(REST));
                if (fresh && known) {
                    Optional<Key> key = Optional.ofNullable(read.keys().get(id));
                    // Whether the key is theirs is not known when they could not be asked a moment ago.
                    return key.isEmpty() && away != null
                            ? Uni.createFrom().failure(away)
                            : Uni.createFrom().item(key);
                }
            } else if (away != null && now.isBefore(triedAt.plus(REST_WHEN_AWAY))) {
                return Uni.createFrom().failure(away);
            }
            wait = reading(now);
        }
        return wait.map(got -> Optional.ofNullable(got.keys().get(id)))
                .onFailure()
                .recoverWithUni(failure -> orKept(id, failure));
    }

    private synchronized Uni<Optional<Key>> orKept(String id, Throwable failure) {
        Instant now = clock.instant();
        Key kept = read != null && now.isBefore(read.at().plus(OLDEST))
                ? read.keys().get(id)
                : null;
        return kept != null
                ? Uni.createFrom().item(Optional.of(kept))
                : Uni.createFrom().failure(failure);
    }

    /** One reads for all who wait. */
    private Uni<Read> reading(Instant now) {
        if (reading == null) {
            triedAt = now;
            reading = documents
                    .apply(metadata)
                    .map(JsonObject::new)
                    .chain(document -> keys(document, now))
                    .ifNoItem()
                    .after(patience)
                    .fail()
                    .onItemOrFailure()
                    .transformToUni(this::ended)
                    .memoize()
                    .indefinitely();
        }
        return reading;
    }

    private Uni<Read> keys(JsonObject document, Instant now) {
        String issuer = Activity.text(document, "issuer");
        String address = Activity.text(document, "jwks_uri");
        if (issuer.isEmpty() || ServiceUrls.parse(address).isEmpty()) {
            throw new DecodeException("no OpenID metadata");
        }
        return documents.apply(address).map(keys -> new Read(keys(issuer, new JsonObject(keys)), now));
    }

    private synchronized Uni<Read> ended(Read got, Throwable failure) {
        reading = null;
        if (failure == null) {
            read = got;
            away = null;
            return Uni.createFrom().item(got);
        }
        if (away == null) {
            LOG.warnf(
                    "What tokens of Teams are signed with can't be read from %s. Until it can, messages are turned away."
                            + " Is the network, or a proxy, in the way?",
                    metadata);
        }
        away = MessageRefusal.later(
                "Whether the token is genuine can't be found out now: the signing keys can't be read.",
                (int) REST_WHEN_AWAY.toSeconds(),
                failure);
        return Uni.createFrom().failure(away);
    }

    private static Map<String, Key> keys(String issuer, JsonObject document) {
        Map<String, Key> keys = new HashMap<>();
        for (Object each : document.getJsonArray("keys", new JsonArray())) {
            if (each instanceof JsonObject key && key.getValue("kid") instanceof String id) {
                publicKey(key).ifPresent(rsa -> keys.put(id, new Key(issuer, rsa, endorsements(key))));
            }
        }
        return Map.copyOf(keys);
    }

    private static Optional<PublicKey> publicKey(JsonObject key) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(key.encode()).getPublicKey() instanceof RSAPublicKey rsa
                    ? Optional.of(rsa)
                    : Optional.empty();
        } catch (JoseException | RuntimeException e) {
            LOG.debug("A published key can't be read", e);
            return Optional.empty();
        }
    }

    private static Set<String> endorsements(JsonObject key) {
        return key.getValue("endorsements") instanceof JsonArray list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}
