// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The Bot Connector through which Teams and a bot talk: its keys, the bot's tokens, and what the bot has sent. It checks tokens for
 * real. Safe to use from any thread.
 */
public final class BotConnector {

    /** The bot's Microsoft App ID. */
    public static final String APP_ID = "00000000-0000-4000-8000-000000000004";
    /** The bot's client secret. */
    public static final String APP_SECRET = "simulated-bot-secret";
    /** Who signs what the Connector sends. */
    public static final String ISSUER = "https://api.botframework.com";

    /** Whom the bot's own tokens are for. */
    static final String AUDIENCE = "https://api.botframework.com";

    private static final List<String> CHANNELS = List.of("msteams", "webchat");
    private static final Duration LIFETIME = Duration.ofMinutes(59);

    private final Clock clock;
    private final SigningKeys channelKeys = new SigningKeys();
    private final SigningKeys botKeys = new SigningKeys();
    private final Faults faults = new Faults();
    private final Faults metadataFaults = new Faults();
    private final Faults tokenFaults = new Faults();
    private final BlockingQueue<BotDelivery> deliveries = new LinkedBlockingQueue<>();
    private final AtomicLong attempts = new AtomicLong();
    private final AtomicLong metadataRequests = new AtomicLong();
    private final AtomicLong tokenRequests = new AtomicLong();
    private volatile List<String> endorsements = CHANNELS;
    private volatile String tenant = SignIn.TENANT_ID;
    private volatile String root;
    private volatile String bot;

    BotConnector(Clock clock) {
        this.clock = clock;
    }

    /**
     * A token that comes with a message.
     *
     * @param serviceUrl the message's
     * @return the token, right until it is changed
     */
    public ChannelToken channelToken(String serviceUrl) {
        return new ChannelToken(clock, channelKeys.current(), APP_ID, serviceUrl);
    }

    /**
     * What a message from Teams says of where to answer it.
     *
     * @return a URL with a slash at its end
     * @throws IllegalStateException if the simulator has no server of its own
     */
    public String serviceUrl() {
        return address() + "/teams/";
    }

    /**
     * Where the Connector publishes what it signs with.
     *
     * @return a URL
     * @throws IllegalStateException if the simulator has no server of its own
     */
    public String openIdMetadata() {
        return address() + "/v1/.well-known/openidconfiguration";
    }

    /**
     * Below which all of its service URLs are.
     *
     * @return a URL without a slash at its end
     * @throws IllegalStateException if the simulator has no server of its own
     */
    public String address() {
        if (root == null) {
            throw new IllegalStateException("Only a SimulatorServer knows its address");
        }
        return root;
    }

    /**
     * Sets for which channels the published key may speak.
     *
     * @param channels such as {@code msteams}; none leaves the member out
     * @return this
     */
    public BotConnector endorsements(String... channels) {
        endorsements = List.of(channels);
        return this;
    }

    /**
     * Sets where the bot has to get its token.
     *
     * @param domainOrId the tenant of a single-tenant app, or {@code botframework.com}
     * @return this
     */
    public BotConnector tenant(String domainOrId) {
        tenant = domainOrId;
        return this;
    }

    /**
     * Sets where messages that come by the gateway, {@code /simulator/teams/messages}, are delivered.
     *
     * @param url the bot's messaging endpoint; null for the server that was called
     * @return this
     */
    public BotConnector deliverTo(String url) {
        bot = url;
        return this;
    }

    /** Signs messages with a new key from now on; the one before is no longer published. */
    public void rotateKeys() {
        channelKeys.rotate();
    }

    /** Takes none of the bot's tokens any more that were issued so far. */
    public void revokeAll() {
        botKeys.rotate();
    }

    /**
     * The faults of what the bot sends.
     *
     * @return the same object for the life of the simulator
     */
    public Faults faults() {
        return faults;
    }

    /**
     * The faults of the OpenID metadata.
     *
     * @return the same object for the life of the simulator
     */
    public Faults metadataFaults() {
        return metadataFaults;
    }

    /**
     * The faults of the bot's token endpoint.
     *
     * @return the same object for the life of the simulator
     */
    public Faults tokenFaults() {
        return tokenFaults;
    }

    /**
     * The next activity that was taken, in the order in which they came.
     *
     * @param patience how long to wait for it
     * @return empty when none comes
     * @throws InterruptedException when interrupted
     */
    public Optional<BotDelivery> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(deliveries.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * How many activities came, whatever they were answered.
     *
     * @return their number since the start or the last {@link #reset()}
     */
    public long attempts() {
        return attempts.get();
    }

    /**
     * How often the metadata was fetched.
     *
     * @return the number since the start or the last {@link #reset()}
     */
    public long metadataRequests() {
        return metadataRequests.get();
    }

    /**
     * How often the bot asked for a token.
     *
     * @return the number since the start or the last {@link #reset()}
     */
    public long tokenRequests() {
        return tokenRequests.get();
    }

    /** Back to the start: settings, faults, counters, deliveries. Keys and tokens stay, since the bot may hold them. */
    public void reset() {
        endorsements = CHANNELS;
        tenant = SignIn.TENANT_ID;
        bot = null;
        faults.clear();
        metadataFaults.clear();
        tokenFaults.clear();
        deliveries.clear();
        attempts.set(0);
        metadataRequests.set(0);
        tokenRequests.set(0);
    }

    /** Without a slash at its end. */
    void reachedAt(String url) {
        root = url;
    }

    String tenant() {
        return tenant;
    }

    Optional<String> bot() {
        return Optional.ofNullable(bot);
    }

    void attempted() {
        attempts.incrementAndGet();
    }

    void metadataRequested() {
        metadataRequests.incrementAndGet();
    }

    void tokenRequested() {
        tokenRequests.incrementAndGet();
    }

    void take(String conversation, String replyTo, JsonObject activity) {
        deliveries.add(new BotDelivery(conversation, replyTo, activity));
    }

    Map<String, Object> publishedKey() {
        Map<String, Object> key = channelKeys.published();
        if (!endorsements.isEmpty()) {
            key.put("endorsements", endorsements);
        }
        return key;
    }

    /** A token for the bot itself. */
    String issue(String tenantId) {
        TokenDraft draft = new TokenDraft(
                clock,
                botKeys.current(),
                WireJson.object(
                        "aud",
                        AUDIENCE,
                        "iss",
                        "https://sts.windows.net/" + tenantId + "/",
                        "appid",
                        APP_ID,
                        "appidacr",
                        "1",
                        "tid",
                        tenantId,
                        "ver",
                        "1.0"));
        draft.livesFrom(Duration.ZERO, LIFETIME);
        return draft.text();
    }

    /** Whether the bot may speak: its token is genuine, for the Connector, of its tenant, and has not ended. */
    boolean admits(String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return false;
        }
        long now = clock.instant().getEpochSecond();
        return JsonWebToken.parse(authorization.substring("Bearer ".length()))
                .filter(token -> token.algorithm().equals(JsonWebSignature.RS256))
                .filter(token -> token.isSignedBy(botKeys.current().getPublic()))
                .filter(token -> token.audiences().equals(List.of(AUDIENCE)))
                .filter(token -> token.claim("appid").equals(APP_ID))
                .filter(token -> token.claim("tid").equals(tenant))
                .filter(token -> token.time("exp")
                        .filter(end -> end.getEpochSecond() > now)
                        .isPresent())
                .filter(token -> token.time("nbf")
                        .filter(start -> start.getEpochSecond() <= now)
                        .isPresent())
                .isPresent();
    }
}
