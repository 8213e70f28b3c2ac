// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Whether a message comes from Teams, by the token that the Bot Connector sends with it (Microsoft's page "Authentication with the
 * Bot Connector API", section "Authenticate requests from the Bot Connector service to your bot").
 */
@Singleton
class ChannelTokens {

    /** The only channel whose people have a tenant that is known to be theirs. */
    private static final String TEAMS = "msteams";

    private static final String BEARER = "Bearer ";

    private final BotSetup setup;
    private final Clock clock;
    private final PublishedKeys keys;

    /**
     * @param setup whose bot this is
     * @param documents reads what the Bot Connector publishes
     * @param clock the time
     */
    ChannelTokens(BotSetup setup, @RestClient OpenIdApi documents, Clock clock) {
        this.setup = setup;
        this.clock = clock;
        this.keys = new PublishedKeys(setup.openIdMetadata(), documents::document, clock);
    }

    /**
     * Checks a message.
     *
     * @param authorization the header; null when there is none
     * @param body the raw message
     * @return what was sent, once all of it has been checked but the tenant; fails with a {@link MessageRefusal}
     */
    Uni<Activity> check(String authorization, Buffer body) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new MessageRefusal(
                    401, "Messages come with a token of the Bot Connector, as 'Authorization: Bearer'.");
        }
        String token = authorization.substring(BEARER.length()).strip();
        return SignedToken.check(token, keys, Set.of(setup.appId()), clock).map(signed -> activity(signed, body));
    }

    private Activity activity(SignedToken token, Buffer body) {
        Activity activity = Activity.read(body);
        if (!TEAMS.equals(activity.channel())) {
            throw new MessageRefusal(403, "FileTrail's bot is for Teams (msteams), and for no other channel.");
        }
        if (!token.key().endorsements().contains(activity.channel())) {
            throw new MessageRefusal(403, "The token's key may not speak for the channel msteams.");
        }
        String claimed = Optional.ofNullable(token.text("serviceurl")).orElse(token.text("serviceUrl"));
        if (claimed == null || !withoutSlash(claimed).equals(withoutSlash(activity.serviceUrl()))) {
            throw new MessageRefusal(403, "The activity's serviceUrl is not the one of the token.");
        }
        if (setup.serviceUrls().allowed(activity.serviceUrl()).isEmpty()) {
            throw new MessageRefusal(
                    403,
                    "The activity's serviceUrl is none that answers may go to (filetrail.chat.teams.bot.service-urls).");
        }
        return activity;
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
