package dev.filetrail.chat.teams;

import dev.filetrail.trail.AuditLog;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** {@code POST /chat/teams/messages}: where the Bot Connector delivers what happens in Teams. The gate has read the body. */
@Singleton
class BotEndpoint {

    static final String PATH = "/chat/teams/messages";

    private static final Logger LOG = Logger.getLogger(BotEndpoint.class);

    /** Much more than a message of Teams may have (Microsoft's page "Format your bot messages": 28 KB). */
    private static final int LARGEST = 256 * 1024;

    private final BotSetup setup;
    private final AllowedTenants tenants;
    private final ChannelTokens tokens;
    private final BotDialogue dialogue;
    private final AuditLog audit;

    /**
     * @param setup whose bot this is
     * @param tenants whose people are answered
     * @param tokens tell who delivers
     * @param dialogue answers
     * @param audit where refusals are written down
     */
    BotEndpoint(BotSetup setup, AllowedTenants tenants, ChannelTokens tokens, BotDialogue dialogue, AuditLog audit) {
        this.setup = setup;
        this.tenants = tenants;
        this.tokens = tokens;
        this.dialogue = dialogue;
        this.audit = audit;
    }

    void listen(@Observes Router router) {
        router.route(PATH).handler(this::take);
    }

    private void take(RoutingContext context) {
        Context home = Vertx.currentContext();
        Uni.createFrom()
                .deferred(() -> checked(context))
                .emitOn(next -> home.runOnContext(now -> next.run()))
                .chain(activity -> answered(activity, context))
                .emitOn(next -> home.runOnContext(now -> next.run()))
                .subscribe()
                .with(answer -> answer.send(context), failure -> refuse(context, failure));
    }

    private Uni<Activity> checked(RoutingContext context) {
        if (!setup.isConfigured()) {
            throw new BotRefusal(
                    404, "There is no bot here: FileTrail's operator has not set filetrail.chat.teams.bot.app-id.");
        }
        if (!context.request().method().equals(HttpMethod.POST)) {
            throw new BotRefusal(405, "Messages come by POST.");
        }
        Buffer body = context.body().buffer();
        if (body == null || body.length() == 0) {
            throw new BotRefusal(400, "The body is no activity: a JSON object is.");
        }
        if (body.length() > LARGEST) {
            throw new BotRefusal(413, "The message is too large.");
        }
        return tokens.check(context.request().getHeader(HttpHeaders.AUTHORIZATION), body);
    }

    private Uni<BotAnswer> answered(Activity activity, RoutingContext context) {
        if (!tenants.include(activity)) {
            // Nobody there is told anything, not even that there is something to be refused.
            denied(context, "a tenant that is not in filetrail.chat.teams.tenants", 202);
            return Uni.createFrom().item(BotAnswer.taken(activity));
        }
        return dialogue.take(activity);
    }

    private void refuse(RoutingContext context, Throwable failure) {
        if (failure instanceof BotRefusal refusal) {
            boolean brought = context.request().headers().contains(HttpHeaders.AUTHORIZATION);
            if (brought && (refusal.status() == 401 || refusal.status() == 403)) {
                denied(context, refusal.getMessage(), refusal.status());
            }
            refusal.answer(context);
        } else {
            LOG.error("A message of Teams was not dealt with.", failure);
            new BotRefusal(500, "FileTrail itself failed; its log says why.").answer(context);
        }
    }

    private void denied(RoutingContext context, String reason, int status) {
        audit.denied("teams", "token", context.request().remoteAddress().hostAddress(), reason, status);
    }
}
