// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.smallrye.faulttolerance.api.CustomBackoff;
import io.smallrye.faulttolerance.api.RetryWhen;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Says things in Teams: the only way to the Bot Connector, and what is done when it doesn't take them. */
@ApplicationScoped
class Connector {

    /** What one attempt may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A longer wait than this would be an answer to a question that nobody remembers. */
    private static final long LONGEST_WAIT_SECONDS = 30;

    private static final long USUAL_WAIT_SECONDS = 1;

    private final ConnectorApi api;
    private final ConnectorTokens tokens;
    private final BotSetup setup;

    /**
     * @param api declares it
     * @param tokens what the bot is known by
     * @param setup where answers may go
     */
    Connector(@RestClient ConnectorApi api, ConnectorTokens tokens, BotSetup setup) {
        this.api = api;
        this.tokens = tokens;
        this.setup = setup;
    }

    /**
     * Sends what is of no use later, such as that an answer is being written; so it is tried once.
     *
     * @param activity what is answered
     * @param said an activity without the parts that say where
     * @return ends when it has been taken; fails with a {@link ConnectorTrouble}
     */
    Uni<Void> once(Activity activity, JsonObject said) {
        return attempt(activity, "", said);
    }

    /**
     * Answers an activity, and tries again for a while when Teams can't take the answer.
     *
     * @param activity any of the conversation
     * @param replyTo id of what is answered; "" for the conversation itself
     * @param said an activity without the parts that say where
     * @return ends when it has been taken; fails with a {@link ConnectorTrouble}
     */
    @Retry(maxRetries = 3, delay = 500, jitter = 0, maxDuration = 60, durationUnit = ChronoUnit.SECONDS)
    @RetryWhen(exception = ConnectorRetry.class)
    @CustomBackoff(ConnectorBackoff.class)
    Uni<Void> reply(Activity activity, String replyTo, JsonObject said) {
        return attempt(activity, replyTo, said);
    }

    private Uni<Void> attempt(Activity activity, String replyTo, JsonObject said) {
        return tokens.token(false)
                .chain(token -> posted(activity, replyTo, said, token))
                .onFailure(Connector::isUnauthorized)
                .recoverWithUni(refused -> tokens.token(true).chain(token -> posted(activity, replyTo, said, token)));
    }

    private static boolean isUnauthorized(Throwable failure) {
        return failure instanceof ConnectorTrouble trouble && trouble.status() == 401;
    }

    private Uni<Void> posted(Activity activity, String replyTo, JsonObject said, String token) {
        // Looked at where the token leaves, whoever has looked before.
        String base = setup.serviceUrls()
                .allowed(activity.serviceUrl())
                .orElseThrow(() -> new IllegalStateException("an address that answers may not go to"));
        String conversation = segment(activity.conversation());
        JsonObject whole = addressed(activity, replyTo, said);
        String authorization = "Bearer " + token;
        Uni<Response> answer = replyTo.isEmpty()
                ? api.send(base, authorization, conversation, whole.encode())
                : api.reply(base, authorization, conversation, segment(replyTo), whole.encode());
        return answer.ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .transform(Connector::unreachable)
                .invoke(Connector::check)
                .replaceWithVoid();
    }

    private static JsonObject addressed(Activity activity, String replyTo, JsonObject said) {
        JsonObject whole = said.copy()
                .put("from", account(activity.recipient()))
                .put("recipient", account(activity.from()))
                .put("conversation", new JsonObject().put("id", activity.conversation()));
        return replyTo.isEmpty() ? whole : whole.put("replyToId", replyTo);
    }

    /** What Teams knows of somebody, without whatever else came with it. */
    private static JsonObject account(JsonObject from) {
        JsonObject account = new JsonObject().put("id", Activity.text(from, "id"));
        String name = Activity.text(from, "name");
        return name.isEmpty() ? account : account.put("name", name);
    }

    /** What would be another path, even escaped, is no id. */
    private static String segment(String id) {
        if (id.isEmpty() || id.equals(".") || id.equals("..")) {
            throw new ConnectorTrouble("The message has no conversation that can be answered.", 0, null, null);
        }
        return id;
    }

    private static void check(Response response) {
        try (response) {
            int status = response.getStatus();
            if (status < 200 || status > 299) {
                throw new ConnectorTrouble(
                        "Teams did not take an answer (" + status + ")." + advice(status),
                        status,
                        status == 429 ? waitTime(response) : null,
                        null);
            }
        }
    }

    private static String advice(int status) {
        return switch (status) {
            case 401 ->
                " The bot's token is not accepted: filetrail.chat.teams.bot.app-id must be the Azure Bot's own, and its secret must"
                        + " be of that app.";
            case 403 -> " The bot is not, or no longer, in that conversation.";
            case 404 -> " The conversation is gone.";
            case 413 -> " It is too large.";
            default -> "";
        };
    }

    private static Duration waitTime(Response response) {
        try {
            long seconds = Long.parseLong(String.valueOf(response.getHeaderString(HttpHeaders.RETRY_AFTER))
                    .strip());
            return Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST_WAIT_SECONDS)));
        } catch (NumberFormatException e) {
            return Duration.ofSeconds(USUAL_WAIT_SECONDS);
        }
    }

    /** What may have arrived is not sent again, or it would be said twice. */
    private static Throwable unreachable(Throwable failure) {
        boolean late = failure instanceof TimeoutException;
        boolean broken = !late && isNetworks(failure);
        return new ConnectorTrouble(
                late
                        ? "Teams did not answer in time."
                        : "Teams can't be reached: is the network, or a proxy, in the way?",
                0,
                broken ? Duration.ZERO : null,
                failure);
    }

    private static boolean isNetworks(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
