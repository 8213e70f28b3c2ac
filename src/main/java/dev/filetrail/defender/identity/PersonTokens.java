// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import io.quarkus.oidc.client.OidcClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tokens for people, each in exchange for the person's own (RFC 7523, section 2.1; Microsoft's page "Microsoft identity platform
 * and OAuth 2.0 On-Behalf-Of flow"). One for each person, kept no longer than it lives.
 */
final class PersonTokens {

    /** Longer than an exchange takes. */
    private static final Duration UNDER_WAY = SignedInTokens.PATIENCE.multipliedBy(3);

    private final Supplier<OidcClient> maker;
    private final String authority;
    private final String secret;
    private final Clock clock;
    private final Map<Who, Held> held = new HashMap<>();
    private OidcClient client;

    /**
     * Nothing is asked yet.
     *
     * @param maker makes the client that exchanges, once
     * @param authority whom it asks, for messages
     * @param secret what must not be repeated, should an answer hold it; may be empty
     * @param clock the time
     */
    PersonTokens(Supplier<OidcClient> maker, String authority, String secret, Clock clock) {
        this.maker = maker;
        this.authority = authority;
        this.secret = secret;
        this.clock = clock;
    }

    private record Who(String tenant, String id) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Who that && id.equals(that.id) && tenant.equals(that.tenant);
        }

        @Override
        public int hashCode() {
            return 31 * id.hashCode() + tenant.hashCode();
        }
    }

    /** One person's: the source, and what it gives in exchange next time. */
    private static final class Held {

        private volatile String own;
        private Instant lastAsked;
        private TokenSource source;
    }

    /**
     * Those of one person.
     *
     * @param tenant the person's tenant
     * @param id the person's id in it
     * @param own the person's own token, the latest one
     * @return the same source for the same person
     */
    synchronized TokenSource of(String tenant, String id, String own) {
        Held mine = held.get(new Who(tenant, id));
        if (mine == null) {
            Instant now = clock.instant();
            // Whoever has not come back by now leaves nothing behind.
            held.values()
                    .removeIf(each -> each.source.kept(now).isEmpty() && each.lastAsked.isBefore(now.minus(UNDER_WAY)));
            mine = new Held();
            Held its = mine;
            mine.source = new SignedInTokens(
                    () -> new ProvingClient(
                            client(), () -> Map.of("assertion", its.own, "requested_token_use", "on_behalf_of")),
                    authority,
                    secret);
            held.put(new Who(tenant, id), mine);
        }
        mine.own = own;
        mine.lastAsked = clock.instant();
        return mine.source;
    }

    private synchronized OidcClient client() {
        if (client == null) {
            client = maker.get();
        }
        return client;
    }
}
