// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The Redis or Valkey server that replicas share, if there is one. Defender counts calls for each application and tenant,
 * so the names of all entries hold a digest of both.
 */
@ApplicationScoped
public class SharedStore {

    /**
     * The longest that an attempt of a call takes where replicas count each other's. One that nobody says any more about, since
     * its replica has died, counts as if it had been answered so much later.
     */
    public static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(1);

    /**
     * How long anybody waits for it before it counts as lost. It answers within a millisecond; but this process may be the
     * one that is held up, and to be too quick would cost more than to be slow once.
     */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final boolean configured;
    private final Supplier<String> address;
    private final Supplier<Redis> redis;
    private final String tag;
    /** Why it is lost; null while it isn't. */
    private volatile String trouble;

    private volatile boolean stopped;

    @Inject
    SharedStore(
            BudgetConfig config,
            @Identifier(StoreAddress.NAME) StoreAddress address,
            Instance<Redis> redis,
            @ConfigProperty(name = "azure.tenant-id") Optional<String> tenant,
            @ConfigProperty(name = "azure.client-id") Optional<String> client) {
        this.configured = config.store().isPresent();
        this.address = address::shown;
        this.redis = redis::get;
        this.tag = tag("filetrail", tenant.orElse(""), client.orElse(""));
    }

    /** For a test: one that is there. */
    SharedStore(Redis redis, String prefix) {
        this.configured = true;
        this.address = () -> "redis://test";
        this.redis = () -> redis;
        this.tag = tag(prefix, "", "");
    }

    /** @return whether replicas share anything at all */
    public boolean isConfigured() {
        return configured;
    }

    /** @return false since it was found lost, until it is found again */
    public boolean isReachable() {
        return configured && trouble == null;
    }

    /**
     * The name of an entry.
     *
     * @param name of it among FileTrail's own
     * @return the same for all replicas, and for no other app registration; a Redis cluster keeps all of them together
     */
    public String key(String name) {
        return tag + ":" + name;
    }

    /**
     * Asks it something, on any connection.
     *
     * @param request a command
     * @param patience how long to wait
     * @return its answer, may be null; or a failure, at once while it is lost
     */
    public Uni<Response> send(Request request, Duration patience) {
        return ask(() -> redis.get().send(request), patience);
    }

    /**
     * Has it run a script, on any connection.
     *
     * @param script what to run
     * @param keys it touches
     * @param arguments as it takes them
     * @param patience how long to wait
     * @return as {@link #send}
     */
    public Uni<Response> run(StoreScript script, List<String> keys, List<String> arguments, Duration patience) {
        return ask(() -> script.run(redis.get()::send, keys, arguments), patience);
    }

    private Uni<Response> ask(Supplier<Future<Response>> question, Duration patience) {
        if (!isReachable()) {
            return Uni.createFrom().failure(new IllegalStateException("the store can't be reached"));
        }
        return Uni.createFrom()
                .completionStage(() -> question.get().toCompletionStage())
                .ifNoItem()
                .after(patience)
                .fail();
    }

    /** @return where it is, for people: without a password */
    String address() {
        return address.get();
    }

    /** @return the client */
    Redis redis() {
        return redis.get();
    }

    /** @return why it is lost, in words for people; empty while it isn't */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    void lost(String why) {
        trouble = why;
    }

    void found() {
        trouble = null;
    }

    /** @return the program is about to end, and what can't be reached any more is no news */
    boolean isStopped() {
        return stopped;
    }

    void stop(@Observes ShutdownEvent end) {
        stopped = true;
    }

    private static String tag(String prefix, String tenant, String client) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((tenant.strip() + '\n' + client.strip()).getBytes(StandardCharsets.UTF_8));
            return prefix + ":{" + HexFormat.of().formatHex(digest, 0, 8) + "}";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
