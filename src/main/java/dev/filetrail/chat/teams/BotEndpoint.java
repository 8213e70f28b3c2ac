// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import dev.filetrail.chat.teams.RefusedMessages.Way;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** {@code POST /chat/teams/messages}: where the Bot Connector delivers what happens in Teams. The gate has read the body. */
@Singleton
class BotEndpoint {

    static final String PATH = "/chat/teams/messages";

    private final BotSetup setup;
    private final AllowedTenants tenants;
    private final Instance<ChannelTokens> tokens;
    private final BotDialogue dialogue;
    private final RefusedMessages refused;

    /**
     * @param setup whose bot this is
     * @param tenants whose people are answered
     * @param tokens tell who delivers; made only where there is a bot
     * @param dialogue answers
     * @param refused what becomes of what is not taken
     */
    BotEndpoint(
            BotSetup setup,
            AllowedTenants tenants,
            Instance<ChannelTokens> tokens,
            BotDialogue dialogue,
            RefusedMessages refused) {
        this.setup = setup;
        this.tenants = tenants;
        this.tokens = tokens;
        this.dialogue = dialogue;
        this.refused = refused;
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
                .with(answer -> answer.send(context), failure -> refused.answer(context, failure, Way.TOKEN));
    }

    private Uni<Activity> checked(RoutingContext context) {
        if (!setup.isConfigured()) {
            throw new MessageRefusal(
                    404, "There is no bot here: FileTrail's operator has not set filetrail.chat.teams.bot.app-id.");
        }
        if (!context.request().method().equals(HttpMethod.POST)) {
            throw new MessageRefusal(405, "Messages come by POST.");
        }
        Buffer body = context.body().buffer();
        if (body == null || body.length() == 0) {
            throw new MessageRefusal(400, "The body is no activity: a JSON object is.");
        }
        if (body.length() > Activity.LARGEST) {
            throw new MessageRefusal(413, "The message is too large.");
        }
        return tokens.get().check(context.request().getHeader(HttpHeaders.AUTHORIZATION), body);
    }

    private Uni<BotAnswer> answered(Activity activity, RoutingContext context) {
        if (!tenants.include(activity)) {
            // Nobody there is told anything, not even that there is something to be refused.
            refused.writeDown(context, "a tenant that is not in filetrail.chat.teams.tenants", 202, Way.TOKEN);
            return Uni.createFrom().item(BotAnswer.taken(activity));
        }
        return dialogue.take(activity);
    }
}
