// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;

/**
 * A token that the simulated Bot Connector sends with a message, as Microsoft's page "Authentication with the Bot Connector API"
 * describes it. Right as it is made; every change makes it wrong in one way. Not for several threads.
 */
public final class ChannelToken {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final TokenDraft draft;

    ChannelToken(Clock clock, KeyPair key, String appId, String serviceUrl) {
        draft = new TokenDraft(
                clock, key, WireJson.object("serviceurl", serviceUrl, "iss", BotConnector.ISSUER, "aud", appId));
        draft.livesFrom(Duration.ZERO, LIFETIME);
    }

    /**
     * Sets a claim.
     *
     * @param name its name
     * @param value a text, whole number, boolean, list or map of such; null takes the claim away
     * @return this
     */
    public ChannelToken claim(String name, Object value) {
        draft.claim(name, value);
        return this;
    }

    /**
     * Sets a value of the header. An {@code alg} set here is only said: what it is signed with stays.
     *
     * @param name its name
     * @param value a text; null takes it away
     * @return this
     */
    public ChannelToken header(String name, Object value) {
        draft.header(name, value);
        return this;
    }

    /**
     * Sets when it is valid.
     *
     * @param start counted from now, in whole seconds; negative for the past
     * @param end counted from now, in whole seconds; negative for the past
     * @return this
     */
    public ChannelToken lives(Duration start, Duration end) {
        draft.livesFrom(start, end);
        return this;
    }

    /**
     * Leaves the signature out: {@code alg: none}.
     *
     * @return this
     */
    public ChannelToken unsigned() {
        draft.unsigned();
        return this;
    }

    /**
     * Signs it with HS256 and the published key's bytes as the secret, which a careless verifier takes.
     *
     * @return this
     */
    public ChannelToken signedWithPublicKey() {
        draft.signedWithPublicKey();
        return this;
    }

    /**
     * Signs it with RS256 and a key that nobody published, under the name of the right one.
     *
     * @return this
     */
    public ChannelToken signedByAnotherKey() {
        draft.signedByAnotherKey();
        return this;
    }

    /**
     * The token, to be sent as {@code Authorization: Bearer}.
     *
     * @return its three parts, joined by dots
     */
    public String text() {
        return draft.text();
    }
}
