// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import dev.filetrail.chat.teams.RefusedMessages.Way;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * {@code POST /chat/teams/webhook}: where Teams delivers what people say to the outgoing webhook, and waits five seconds for the
 * reply. What takes longer goes on, and is remembered for whoever asks again. The gate has read the body.
 */
@Singleton
class WebhookEndpoint {

    static final String PATH = "/chat/teams/webhook";

    private final WebhookSecrets secrets;
    private final AllowedTenants tenants;
    private final Conversation conversation;
    private final OngoingAnswers ongoing = new OngoingAnswers();
    private final ActivitiesSeen seen;
    private final RefusedMessages refused;
    private final Clock clock;
    private final Duration patience;

    /**
     * @param secrets tell who has signed
     * @param tenants whose people are answered
     * @param conversation knows what to say
     * @param seen what was delivered before
     * @param refused what becomes of what is not taken
     * @param clock the time
     * @param config says how long a reply may take
     */
    WebhookEndpoint(
            WebhookSecrets secrets,
            AllowedTenants tenants,
            Conversation conversation,
            ActivitiesSeen seen,
            RefusedMessages refused,
            Clock clock,
            WebhookConfig config) {
        this.secrets = secrets;
        this.tenants = tenants;
        this.conversation = conversation;
        this.seen = seen;
        this.refused = refused;
        this.clock = clock;
        this.patience = config.patience();
    }

    void listen(@Observes Router router) {
        router.route(PATH).handler(this::take);
    }

    private void take(RoutingContext context) {
        Context home = Vertx.currentContext();
        try {
            said(mention(context))
                    .emitOn(next -> home.runOnContext(now -> next.run()))
                    .subscribe()
                    .with(said -> send(context, said), failure -> refused.answer(context, failure, Way.SIGNATURE));
        } catch (RuntimeException e) {
            refused.answer(context, e, Way.SIGNATURE);
        }
    }

    /** The signature first: whoever can't sign is told nothing of what is right or wrong with a message. */
    private Activity mention(RoutingContext context) {
        if (!secrets.areThere()) {
            throw new MessageRefusal(
                    404,
                    "There is no webhook here: FileTrail's operator has not set filetrail.chat.teams.webhook.secrets.");
        }
        if (!context.request().method().equals(HttpMethod.POST)) {
            throw new MessageRefusal(405, "Mentions come by POST.");
        }
        Buffer body = context.body().buffer() == null
                ? Buffer.buffer()
                : context.body().buffer();
        if (body.length() > Activity.LARGEST) {
            throw new MessageRefusal(413, "The message is too large.");
        }
        if (!secrets.haveSigned(context.request().getHeader(HttpHeaders.AUTHORIZATION), body.getBytes())) {
            throw new MessageRefusal(
                    401,
                    "Teams has not signed this message, or with another security token than those in"
                            + " filetrail.chat.teams.webhook.secrets.");
        }
        WebhookMessage message = WebhookMessage.read(body);
        if (!message.isRecent(clock.instant())) {
            throw new MessageRefusal(
                    403,
                    "The message was not sent within the last " + WebhookMessage.OLDEST.toMinutes()
                            + " minutes. If Teams has sent it just now, this machine's clock is wrong.");
        }
        if (!tenants.include(message.activity())) {
            throw new MessageRefusal(403, "The message is of no tenant in filetrail.chat.teams.tenants.");
        }
        return message.activity();
    }

    /**
     * Answers a mention that is genuine.
     *
     * @param mention of a tenant that is answered
     * @return what to say, in time
     * @throws MessageRefusal when it was delivered before, or there is no room
     */
    Uni<Said> said(Activity mention) {
        Question question = Question.read(mention.text());
        if (!ongoing.enter(() -> seen.isNew(mention.conversation(), "mention " + mention.id()))) {
            throw new MessageRefusal(409, "This message was delivered before.");
        }
        Uni<Said> said = ongoing.entered(() -> conversation.answer(question, mention.visit(null), Stage.WEBHOOK));
        return said.ifNoItem().after(patience).recoverWithItem(() -> WordsCard.stillAsking(question));
    }

    private static void send(RoutingContext context, Said said) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        JsonObject reply = BotMessage.of(said);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(reply.toBuffer());
    }
}
