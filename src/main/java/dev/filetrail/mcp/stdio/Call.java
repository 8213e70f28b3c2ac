// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import dev.filetrail.mcp.Leaving;
import io.quarkiverse.mcp.server.runtime.ContextSupport;
import io.quarkiverse.mcp.server.runtime.Messages;
import io.quarkiverse.mcp.server.runtime.Sender;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** A request under way: it is answered once, or given up and not answered at all. After that nothing more is sent for it. */
final class Call implements Sender, ContextSupport {

    private static final Logger LOG = Logger.getLogger(Call.class);
    private static final Set<String> FOR_INFORMATION = Set.of("notifications/progress", "notifications/message");

    private final StdioConnection connection;
    private final Replies replies;
    private final Leaving leaving;
    private final boolean lasts;
    private final UnderWay underWay;
    private final Object id;
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private Context context;
    private boolean open = true;

    /**
     * @param connection takes what is sent besides the answer
     * @param replies takes the answer
     * @param leaving is how those who work on it are told that nobody waits for it any more
     * @param lasts there is no answer to it before somebody ends it
     * @param underWay has it until it is answered or given up
     * @param id there
     */
    Call(StdioConnection connection, Replies replies, Leaving leaving, boolean lasts, UnderWay underWay, Object id) {
        this.connection = connection;
        this.replies = replies;
        this.leaving = leaving;
        this.lasts = lasts;
        this.underWay = underWay;
        this.id = id;
        replies.expect();
    }

    /** Sends the answer, or something on the way to it. What is for information only is left out when nobody reads it. */
    @Override
    public Future<Void> send(JsonObject message) {
        if (message == null) {
            return Future.succeededFuture();
        }
        if (Messages.isResponse(message)) {
            if (close()) {
                // Whoever has the answer may use the id again.
                underWay.free(id);
                try {
                    replies.answer(message);
                } finally {
                    underWay.done();
                }
            }
        } else if (isOpen()) {
            if (FOR_INFORMATION.contains(String.valueOf(message.getValue("method")))) {
                connection.sendIfThereIsRoom(message);
            } else {
                connection.send(message);
            }
        }
        return Future.succeededFuture();
    }

    /** @return nobody need wait for its answer */
    boolean lasts() {
        return lasts;
    }

    /** Gives it up: the work ends, when nobody else waits for the same, and there is no answer. */
    void giveUp() {
        if (close()) {
            underWay.free(id);
            replies.nothing();
            tell();
        }
    }

    private void tell() {
        Context at = context();
        if (at == null) {
            told();
            return;
        }
        try {
            at.runOnContext(then -> told());
        } catch (RejectedExecutionException e) {
            LOG.debug("The program has ended under a request, and nobody works on it any more", e);
            underWay.done();
        }
    }

    private void told() {
        try {
            left.complete(null);
        } finally {
            underWay.done();
        }
    }

    /** The extension begins to work on it, on a context of Vert.x that is this call's own. */
    @Override
    public void requestContextActivated() {
        leaving.told(left);
        synchronized (this) {
            context = Vertx.currentContext();
        }
    }

    private synchronized Context context() {
        return context;
    }

    /** @return it is neither answered nor given up yet */
    synchronized boolean isOpen() {
        return open;
    }

    /** @return it was open until now */
    private synchronized boolean close() {
        boolean was = open;
        open = false;
        return was;
    }
}
