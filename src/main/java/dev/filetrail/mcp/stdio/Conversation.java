// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import static io.quarkiverse.mcp.server.JsonRpcErrorCodes.INTERNAL_ERROR;
import static io.quarkiverse.mcp.server.JsonRpcErrorCodes.INVALID_REQUEST;
import static io.quarkiverse.mcp.server.JsonRpcErrorCodes.PARSE_ERROR;

import dev.filetrail.mcp.Leaving;
import dev.filetrail.mcp.modern.ModernEra;
import dev.filetrail.mcp.stdio.Json.UnreadableException;
import dev.filetrail.mcp.stdio.Lines.Line;
import io.quarkiverse.mcp.server.runtime.Messages;
import io.vertx.core.Future;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * What one assistant and FileTrail say to each other. Messages are taken in the order in which they come, and none waits for
 * the work of the one before: a slow question holds up neither a fast one nor its own cancellation.
 */
final class Conversation {

    private static final Logger LOG = Logger.getLogger(Conversation.class);

    /** The only revision with batches; 2025-06-18 took them away again. */
    private static final String WITH_BATCHES = "2025-03-26";
    /** As many as over HTTP on this machine. */
    private static final int MOST_AT_ONCE = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final LegacyMessages legacy;
    private final ModernEra modern;
    private final StdioConnection connection;
    private final Outbox outbox;
    private final Leaving leaving;
    private final VertxInternal vertx;
    private final UnderWay underWay = new UnderWay();
    /** As many are under way as may be, and none of them ends soon. */
    private boolean stuck;

    /**
     * @param legacy handles what belongs to the revisions that begin with {@code initialize}
     * @param modern handles what belongs to the stateless revision, in which each request says so itself
     * @param outbox takes what is sent
     * @param leaving tells the work on the call at hand that nobody waits for it any more
     */
    Conversation(LegacyMessages legacy, ModernEra modern, Outbox outbox, Leaving leaving) {
        this.legacy = legacy;
        this.modern = modern;
        this.connection = legacy.connect(outbox);
        this.outbox = outbox;
        this.leaving = leaving;
        this.vertx = legacy.vertx();
    }

    /**
     * Takes a line. Whatever is wrong with it is answered, and the conversation goes on.
     *
     * @param line one or, in a batch, several messages
     */
    void take(Line line) {
        if (line.tooLong()) {
            connection.send(
                    Refusal.of(null, INVALID_REQUEST, "The line is longer than a message may be, and was not read."));
            return;
        }
        try {
            Object message = Json.read(line.bytes());
            if (message instanceof JsonArray batch && withBatches() && !batch.isEmpty()) {
                takeAll(batch);
            } else {
                take(message, new SingleReply(connection));
            }
        } catch (UnreadableException e) {
            connection.send(Refusal.of(null, PARSE_ERROR, e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("A message could not be taken", e);
        }
    }

    /**
     * There is nobody any more who could ask. What is as good as answered still is; everything else is given up.
     *
     * @param grace how long to wait for answers
     */
    void end(Duration grace) {
        underWay.awaitNone(grace);
        underWay.giveUp();
        // The program may end with this, and what works on after that would hold its end up.
        underWay.awaitNone(PATIENCE);
    }

    private boolean withBatches() {
        return connection.initialRequest() != null
                && WITH_BATCHES.equals(connection.initialRequest().protocolVersion());
    }

    private void takeAll(JsonArray batch) {
        BatchReply replies = new BatchReply(outbox);
        // Not complete before all of them are under way.
        replies.expect();
        for (Object each : batch) {
            take(each, replies);
        }
        replies.nothing();
    }

    private void take(Object message, Replies replies) {
        Incoming incoming = Incoming.of(message, connection.status(), modern::concerns);
        switch (incoming.kind()) {
            case FAULTY -> answer(replies, incoming.fault());
            case PING -> answer(replies, Messages.newResult(incoming.id(), new JsonObject()));
            case REQUEST ->
                request(
                        incoming,
                        replies,
                        call -> legacy.handle(new StdioRequest(incoming.message(), connection, call, call)));
            case MODERN ->
                request(
                        incoming,
                        replies,
                        call -> modern.answer(incoming.message(), new CallChannel(call), connection.id(), call));
            case NOTIFICATION -> notification(incoming);
            case RESPONSE -> pass(incoming);
            case NOTHING -> LOG.debug("A message that says nothing here was passed over");
        }
    }

    private static void answer(Replies replies, JsonObject answer) {
        replies.expect();
        replies.answer(answer);
    }

    private void request(Incoming incoming, Replies replies, Function<Call, Future<?>> work) {
        Object id = incoming.id();
        if (!hasRoom()) {
            answer(
                    replies,
                    Refusal.of(
                            id,
                            INTERNAL_ERROR,
                            MOST_AT_ONCE + " requests are under way. Ask again when some of them are answered."));
            return;
        }
        Call call = new Call(connection, replies, leaving, incoming.lasts(), underWay, id);
        if (!underWay.add(id, call)) {
            // It itself is not under way, so it is not closed either.
            replies.answer(Refusal.of(id, INVALID_REQUEST, "Another request with this id is still under way."));
            return;
        }
        if (incoming.changesWhatFollows()) {
            work(call, id, work);
        } else {
            // Else all would be worked on by one and the same thread.
            vertx.createEventLoopContext().runOnContext(then -> work(call, id, work));
        }
    }

    /** Many that are soon done are waited for; but whoever wants to cancel one that takes its time must get through. */
    private boolean hasRoom() {
        // Looked at first: one that leaves between two looks would else be missed by both.
        boolean someLeave = underWay.isAnyLeaving();
        if (underWay.isFewerThan(MOST_AT_ONCE)) {
            stuck = false;
        } else if (!stuck || someLeave) {
            stuck = !underWay.awaitFewerThan(MOST_AT_ONCE, PATIENCE);
        }
        return !stuck;
    }

    private static void work(Call call, Object id, Function<Call, Future<?>> work) {
        if (!call.isOpen()) {
            return;
        }
        try {
            work.apply(call).onComplete(handled -> fail(call, id, handled.cause()));
        } catch (RuntimeException e) {
            fail(call, id, e);
        }
    }

    /** Nothing is sent twice: this is for what ended without an answer. */
    private static void fail(Call call, Object id, Throwable failure) {
        if (failure != null) {
            LOG.error("A request ended in a fault", failure);
        }
        call.send(Refusal.of(id, INTERNAL_ERROR, "Internal error"));
    }

    private void notification(Incoming incoming) {
        if (incoming.cancels() != null) {
            Call call = underWay.get(incoming.cancels());
            if (call != null) {
                call.giveUp();
            }
            modern.cancel(incoming.message(), connection.id());
        }
        pass(incoming);
    }

    /** Nobody is told of what goes wrong with a message that asks for no answer. */
    private void pass(Incoming incoming) {
        try {
            legacy.handle(new StdioRequest(incoming.message(), connection, new Unanswered(connection), null));
        } catch (RuntimeException e) {
            LOG.debug("A message could not be used", e);
        }
    }
}
