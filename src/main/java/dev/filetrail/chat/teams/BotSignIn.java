// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import dev.filetrail.trail.Delegation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The tokens of the people who write to the bot, for when Defender is asked on their behalf (Microsoft's page "Enable SSO for your
 * bot"): asks Teams for them, checks what comes, and keeps it in memory until it ends.
 */
@Singleton
class BotSignIn {

    private static final int MOST_PEOPLE = 5_000;

    /** With less time than this left a token is of no use. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Delegation delegation;
    private final BotSetup setup;
    private final OpenIdApi documents;
    private final Clock clock;
    private final Map<String, PublishedKeys> keys = new ConcurrentHashMap<>();
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    /**
     * @param delegation whether Defender is asked on behalf of people
     * @param setup what their tokens are issued for
     * @param documents reads what their tokens are signed with
     * @param clock the time
     */
    BotSignIn(Delegation delegation, BotSetup setup, @RestClient OpenIdApi documents, Clock clock) {
        this.delegation = delegation;
        this.setup = setup;
        this.documents = documents;
        this.clock = clock;
    }

    private record Kept(String token, Instant until) {}

    /** @return people have to sign in before they are answered */
    boolean isNeeded() {
        return delegation.isOn();
    }

    /**
     * The token that a person has brought before.
     *
     * @param activity the person's
     * @return empty when there is none that is still good
     */
    Optional<String> token(Activity activity) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(name(activity)))
                    .filter(each -> clock.instant().plus(MARGIN).isBefore(each.until()))
                    .map(Kept::token);
        }
    }

    /**
     * What asks Teams for a person's token: Teams gives it without a word where it can.
     *
     * @param question what is to be answered afterwards
     * @return the content of an OAuth card
     */
    JsonObject card(BotQuestion question) {
        return new JsonObject()
                .put("text", "FileTrail asks Defender with your own rights: sign in.")
                .put("connectionName", setup.connection())
                .put(
                        "tokenExchangeResource",
                        new JsonObject().put("id", question.name()).put("uri", setup.ssoResource()))
                .put(
                        "buttons",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("type", "signin")
                                        .put("title", "Sign in")
                                        .put("value", "")));
    }

    /**
     * Checks the token that Teams brings for a person, and keeps it.
     *
     * @param activity that brings it, of a tenant that is answered
     * @param token as it was sent
     * @return fails with a {@link MessageRefusal} when it is not good, or not this person's
     */
    Uni<String> check(Activity activity, String token) {
        String tenant = activity.tenant();
        PublishedKeys signers = keys.computeIfAbsent(
                tenant,
                each -> new PublishedKeys(
                        setup.authority() + "/" + each + "/v2.0/.well-known/openid-configuration",
                        documents::document,
                        clock));
        return SignedToken.check(token, signers, setup.ssoAudiences(), clock).map(signed -> {
            if (!tenant.equals(lower(signed.text("tid"))) || !isOf(activity, signed)) {
                throw new MessageRefusal(412, "The token is of somebody else.");
            }
            if (signed.text("scp") == null || "app".equals(signed.text("idtyp"))) {
                throw new MessageRefusal(412, "The token is no person's.");
            }
            keep(activity, token, until(signed));
            return token;
        });
    }

    private static boolean isOf(Activity activity, SignedToken signed) {
        return activity.person() != null && activity.person().equals(lower(signed.text("oid")));
    }

    private static Instant until(SignedToken signed) {
        // It has been checked that there is one.
        return Instant.ofEpochSecond(((Number) signed.claims().getClaimValue("exp")).longValue());
    }

    private void keep(Activity activity, String token, Instant until) {
        synchronized (kept) {
            Instant now = clock.instant();
            kept.remove(name(activity));
            kept.values().removeIf(each -> !now.isBefore(each.until()));
            if (kept.size() >= MOST_PEOPLE) {
                kept.remove(kept.keySet().iterator().next());
            }
            kept.put(name(activity), new Kept(token, until));
        }
    }

    private static String name(Activity activity) {
        return activity.tenant() + " " + activity.person();
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
