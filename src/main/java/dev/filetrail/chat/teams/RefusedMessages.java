// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import dev.filetrail.trail.AuditLog;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;

/** What becomes of messages that are not taken: their senders are told why, and who was not let in is written down. */
@Singleton
class RefusedMessages {

    private static final Logger LOG = Logger.getLogger(RefusedMessages.class);

    /** Not genuine, not allowed, or delivered before. */
    private static final Set<Integer> WRITTEN_DOWN = Set.of(401, 403, 409);

    private final AuditLog audit;

    /** @param audit where refusals are written down */
    RefusedMessages(AuditLog audit) {
        this.audit = audit;
    }

    /** How a sender says who it is. */
    enum Way {
        /** The Bot Connector's token. */
        TOKEN("Bearer"),
        /** By a security token of the outgoing webhook. */
        SIGNATURE("HMAC");

        private final String scheme;

        Way(String scheme) {
            this.scheme = scheme;
        }
    }

    /**
     * Answers a message that is not taken. Whoever brought nothing was only asking what to bring, and is not written down.
     *
     * @param context the request
     * @param failure a {@link MessageRefusal}; anything else is a fault of FileTrail's own
     * @param way how its sender should have said who it is
     */
    void answer(RoutingContext context, Throwable failure, Way way) {
        if (failure instanceof MessageRefusal refusal) {
            boolean brought = context.request().headers().contains(HttpHeaders.AUTHORIZATION);
            if (brought && WRITTEN_DOWN.contains(refusal.status())) {
                writeDown(context, refusal.getMessage(), refusal.status(), way);
            }
            refusal.answer(context, way.scheme);
        } else {
            LOG.error("A message of Teams was not dealt with.", failure);
            new MessageRefusal(500, "FileTrail itself failed; its log says why.").answer(context, way.scheme);
        }
    }

    /**
     * Writes down that somebody was not let in.
     *
     * @param context the request
     * @param reason why, without any secret
     * @param status of HTTP that it is answered with
     * @param way how its sender said who it is
     */
    void writeDown(RoutingContext context, String reason, int status, Way way) {
        audit.denied(
                "teams",
                way.name().toLowerCase(Locale.ROOT),
                context.request().remoteAddress().hostAddress(),
                reason,
                status);
    }
}
