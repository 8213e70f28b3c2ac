// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.SharedStore;
import dev.filetrail.budget.StoreScript;
import dev.filetrail.budget.Ticker;
import dev.filetrail.defender.DefenderException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Answers in the store that replicas share, each under whose eyes saw it, the file and the moment, and a pointer to the
 * latest. How old one is tells the store's own clock: it was to be kept for so long, and so much of that is left.
 */
final class SharedAnswers implements AnswerStore {

    private static final Logger LOG = Logger.getLogger(SharedAnswers.class);

    /** Nobody waits longer to be told that there is nothing: a call takes about as long. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    /** A hundred thousand machines are some megabytes. */
    private static final Duration PATIENCE_TO_LEAVE = Duration.ofSeconds(10);

    private static final StoreScript POINT_TO_LATEST = StoreScript.of("/trail/latest-answer.lua");

    private final SharedStore store;
    private final Ticker ticker;
    private final Duration longest;
    private final LargeAnswers reading = new LargeAnswers();
    private final AtomicBoolean writingLarge = new AtomicBoolean();

    /**
     * @param store that replicas share
     * @param config how long an answer is of use
     * @param ticker the time
     */
    SharedAnswers(SharedStore store, TrailConfig config, Ticker ticker) {
        this.store = store;
        this.ticker = ticker;
        this.longest = AnswerMemory.longest(config);
    }

    @Override
    public Uni<Optional<Answer>> latest(Perspective perspective, FileHash hash) {
        return store.send(Request.cmd(Command.GET).arg(key(perspective, hash, "latest")), PATIENCE)
                .chain(pointer -> pointer == null
                        ? Uni.createFrom().item(Optional.<Answer>empty())
                        : read(perspective, hash, pointer.toString()))
                .onFailure()
                .recoverWithItem(SharedAnswers::missed);
    }

    @Override
    public Uni<Optional<Answer>> of(Perspective perspective, FileHash hash, Instant fetchedAt) {
        return read(perspective, hash, fetchedAt.toString()).onFailure().recoverWithItem(SharedAnswers::missed);
    }

    private Uni<Optional<Answer>> read(Perspective perspective, FileHash hash, String moment) {
        String key = key(perspective, hash, moment);
        return store.send(Request.cmd(Command.PTTL).arg(key), PATIENCE)
                .chain(left -> left.toLong() <= 0
                        ? Uni.createFrom().item(Optional.<Answer>empty())
                        : store.send(Request.cmd(Command.GET).arg(key), PATIENCE)
                                .emitOn(Infrastructure.getDefaultWorkerPool())
                                .map(bytes -> unpack(perspective, hash, bytes, left.toLong())));
    }

    private Optional<Answer> unpack(Perspective perspective, FileHash hash, Response bytes, long millisLeft) {
        if (bytes == null) {
            return Optional.empty();
        }
        LargeAnswers.Turn turn = reading.turn();
        try {
            AnswerForm.Read read = AnswerForm.read(bytes.toBytes(), new MachineTable.Builder(turn));
            Duration age = read.kept().minusMillis(millisLeft);
            long fetched = ticker.nanos() - Math.max(0, age.toNanos());
            return Optional.of(new Answer(perspective, hash, read.machines(), read.fetchedAt(), fetched));
        } catch (IOException | DefenderException | CancellationException e) {
            LOG.debug("an answer that another replica has left can't be read", e);
            return Optional.empty();
        } finally {
            turn.end();
        }
    }

    private static Optional<Answer> missed(Throwable failure) {
        LOG.debug("no answer from the store", failure);
        return Optional.empty();
    }

    @Override
    public void keep(Answer answer) {
        if (store.isReachable()) {
            Infrastructure.getDefaultWorkerPool().execute(() -> leave(answer));
        }
    }

    /** One large answer at a time; another one at the same moment is not shared. */
    private void leave(Answer answer) {
        boolean large = answer.machines().size() > LargeAnswers.SMALL;
        if (large && !writingLarge.compareAndSet(false, true)) {
            return;
        }
        // Whatever becomes of it, an error too: the next large one is to have its turn.
        Uni.createFrom()
                .deferred(Unchecked.supplier(() -> left(answer)))
                .onTermination()
                .invoke(() -> done(large))
                .subscribe()
                .with(kept -> {}, failure -> LOG.debug("an answer is not shared", failure));
    }

    /** @return when it is there, and the latest unless there is a younger one */
    Uni<Response> left(Answer answer) throws IOException {
        String key = key(answer.perspective(), answer.hash(), answer.fetchedAt().toString());
        byte[] bytes = AnswerForm.write(answer, longest);
        return store.send(
                        Request.cmd(Command.SET)
                                .arg(key)
                                .arg(Buffer.buffer(bytes))
                                .arg("PX")
                                .arg(millisLeft(answer)),
                        PATIENCE_TO_LEAVE)
                .chain(kept -> pointedTo(answer));
    }

    /** How much time is left is asked anew: a large answer is on its way for seconds, in which another may have come. */
    private Uni<Response> pointedTo(Answer answer) {
        return store.run(
                POINT_TO_LATEST,
                List.of(key(answer.perspective(), answer.hash(), "latest")),
                List.of(
                        answer.fetchedAt().toString(),
                        String.valueOf(millisLeft(answer)),
                        String.valueOf(longest.toMillis())),
                PATIENCE_TO_LEAVE);
    }

    private long millisLeft(Answer answer) {
        Duration age = Duration.ofNanos(answer.age(ticker.nanos()));
        return Math.max(1, longest.minus(age).toMillis());
    }

    private void done(boolean large) {
        if (large) {
            writingLarge.set(false);
        }
    }

    private String key(Perspective perspective, FileHash hash, String which) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(perspective.cloud(), perspective.tenant(), perspective.identity())) {
                // Each with its length before it, so that no two read the same.
                byte[] text = part.getBytes(StandardCharsets.UTF_8);
                digest.update(String.valueOf(text.length).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) ':');
                digest.update(text);
            }
            return store.key("answer:" + HexFormat.of().formatHex(digest.digest()) + ":" + hash.hex() + ":" + which);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
