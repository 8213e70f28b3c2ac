// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What the bot does with what it is told, once it is known that Teams has told it, and of whom. */
@Singleton
class BotDialogue {

    private static final Logger LOG = Logger.getLogger(BotDialogue.class);

    /** Teams gives up on a button after a while; until then it shows that it waits. */
    private static final Duration PATIENCE_OF_A_BUTTON = Duration.ofSeconds(4);

    /** How long an answer that is ready waits for the sign that it is being written. */
    private static final Duration LONGEST_TYPING = Duration.ofSeconds(2);

    private final Conversation conversation;
    private final Connector connector;
    private final ActivitiesSeen seen;
    private final BotSignIn signIn;
    private final OngoingAnswers ongoing = new OngoingAnswers();

    /**
     * @param conversation knows what to say
     * @param connector says it
     * @param seen what was delivered before
     * @param signIn the tokens of people
     */
    BotDialogue(Conversation conversation, Connector connector, ActivitiesSeen seen, BotSignIn signIn) {
        this.conversation = conversation;
        this.connector = connector;
        this.seen = seen;
        this.signIn = signIn;
    }

    /**
     * Takes an activity; what takes time goes on after the answer to the request.
     *
     * @param activity of a tenant that is answered
     * @return what the request is answered with; fails with a {@link MessageRefusal}
     */
    Uni<BotAnswer> take(Activity activity) {
        if (activity.conversation().isEmpty()) {
            throw new MessageRefusal(400, "The activity is of no conversation.");
        }
        return switch (activity.type()) {
            case "message" -> message(activity);
            case "conversationUpdate" -> update(activity);
            case "invoke" -> invoked(activity);
            default -> Uni.createFrom().item(BotAnswer.taken(activity));
        };
    }

    private Uni<BotAnswer> message(Activity activity) {
        if (activity.id().isEmpty()) {
            throw new MessageRefusal(400, "The message has no id.");
        }
        String text = activity.text();
        answerLater(activity, activity.id(), activity.id(), () -> {
            if (!signIn.isNeeded() || signIn.token(activity).isPresent()) {
                return conversation
                        .answer(text, activity.visit(signIn.token(activity).orElse(null)))
                        .map(BotMessage::of);
            }
            return Uni.createFrom().item(BotMessage.signIn(signIn.card(new BotQuestion(text, activity.id()))));
        });
        return Uni.createFrom().item(BotAnswer.taken(activity));
    }

    private Uni<BotAnswer> update(Activity activity) {
        if (activity.welcomesTheBot()) {
            answerLater(activity, "added", "", () -> conversation
                    .answer("help", activity.visit(null))
                    .map(BotMessage::of));
        }
        return Uni.createFrom().item(BotAnswer.taken(activity));
    }

    private Uni<BotAnswer> invoked(Activity activity) {
        return switch (activity.name()) {
            case "adaptiveCard/action" -> pressed(activity);
            case "signin/tokenExchange" -> exchanged(activity);
            case "signin/failure" -> notSignedIn(activity);
            default -> Uni.createFrom().item(new BotAnswer(501, null));
        };
    }

    private Uni<BotAnswer> pressed(Activity activity) {
        JsonObject data = Activity.object(Activity.object(activity.value(), "action"), "data");
        String brought = Activity.text(Activity.object(activity.value(), "authentication"), "token");
        if (!signIn.isNeeded()) {
            return pressed(activity, data, null);
        }
        if (!brought.isEmpty()) {
            return signIn.check(activity, brought)
                    .chain(token -> pressed(activity, data, token))
                    .onFailure(BotDialogue::isTheTokens)
                    .recoverWithItem(failure -> BotAnswer.notSignedIn(failure.getMessage()));
        }
        return signIn.token(activity)
                .map(token -> pressed(activity, data, token))
                .orElseGet(
                        () -> Uni.createFrom().item(BotAnswer.signIn(signIn.card(new BotQuestion("", activity.id())))));
    }

    private Uni<BotAnswer> pressed(Activity activity, JsonObject data, String token) {
        Uni<Said> said = ongoing.begin(() -> conversation.pressed(data, activity.visit(token)));
        return said.map(BotAnswer::of).ifNoItem().after(PATIENCE_OF_A_BUTTON).recoverWithItem(() -> {
            String replyTo = Activity.text(activity.json(), "replyToId");
            said.chain(late -> connector.reply(activity, replyTo, BotMessage.of(late)))
                    .subscribe()
                    .with(done -> {}, BotDialogue::unsaid);
            return BotAnswer.text("Defender is slow to answer. The answer follows as a message.");
        });
    }

    /** Teams brings the token of a person who was asked for it. */
    private Uni<BotAnswer> exchanged(Activity activity) {
        String name = Activity.text(activity.value(), "id");
        BotQuestion question = BotQuestion.of(name).orElse(new BotQuestion("", ""));
        if (!signIn.isNeeded()) {
            return Uni.createFrom().item(BotAnswer.taken(activity));
        }
        return signIn.check(activity, Activity.text(activity.value(), "token"))
                .map(token -> {
                    // Each of the person's clients brings one.
                    answerLater(
                            activity,
                            "signed in " + name + " " + activity.person(),
                            question.activity(),
                            () -> question.text().isEmpty()
                                    ? Uni.createFrom().item(BotMessage.text("You are signed in. Ask again, please."))
                                    : conversation
                                            .answer(question.text(), activity.visit(token))
                                            .map(BotMessage::of));
                    return BotAnswer.taken(activity);
                })
                .onFailure(BotDialogue::isTheTokens)
                .recoverWithItem(failure -> new BotAnswer(
                        412,
                        new JsonObject()
                                .put("id", name)
                                .put("connectionName", Activity.text(activity.value(), "connectionName"))
                                .put("failureDetail", failure.getMessage())));
    }

    /** What may be taken later is turned away as such: to sign in anew would not help. */
    private static boolean isTheTokens(Throwable failure) {
        return failure instanceof MessageRefusal refusal && !refusal.isForNow();
    }

    private Uni<BotAnswer> notSignedIn(Activity activity) {
        answerLater(activity, "not signed in " + activity.id(), "", () -> Uni.createFrom()
                .item(BotMessage.text(
                        "Teams could not sign you in to FileTrail, so there is no answer. Its operator looks at"
                                + " the app registration: the Application ID URI "
                                + "in filetrail.chat.teams.bot.sso-resource, and"
                                + " the consent to it.")));
        return Uni.createFrom().item(BotAnswer.taken(activity));
    }

    private void answerLater(Activity activity, String onceFor, String replyTo, Supplier<Uni<JsonObject>> making) {
        if (!ongoing.enter(() -> seen.isNew(activity.conversation(), onceFor))) {
            return;
        }
        Uni<Void> typing = connector
                .once(activity, BotMessage.typing())
                .ifNoItem()
                .after(LONGEST_TYPING)
                .recoverWithItem(() -> null)
                .onFailure()
                .invoke(failure -> LOG.debugf("Not shown that an answer is being written: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
        // The sign first, or it would come after the answer and stay.
        Uni.combine()
                .all()
                .unis(typing, OngoingAnswers.inTime(making))
                .with((shown, said) -> said)
                .chain(said -> connector
                        .reply(activity, replyTo, said)
                        .onFailure(BotDialogue::isTheCards)
                        .recoverWithUni(failure -> connector.reply(activity, replyTo, inWords(said))))
                .onTermination()
                .invoke(ongoing::leave)
                .subscribe()
                .with(done -> {}, BotDialogue::unsaid);
    }

    /** Teams didn't like what it was sent, or found it too large. */
    private static boolean isTheCards(Throwable failure) {
        return failure instanceof ConnectorTrouble trouble && (trouble.status() == 400 || trouble.status() == 413);
    }

    private static JsonObject inWords(JsonObject said) {
        String summary = said.getString("summary");
        return BotMessage.text(summary == null ? "FileTrail has an answer that Teams can't show." : summary);
    }

    private static void unsaid(Throwable failure) {
        if (failure instanceof ConnectorTrouble) {
            LOG.warnf("An answer got lost: %s", failure.getMessage());
        } else {
            LOG.error("An answer got lost.", failure);
        }
    }
}
