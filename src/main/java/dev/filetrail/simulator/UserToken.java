// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * An access token of a simulated person for the client (app registration) itself, as Entra's v2.0 endpoint makes them: what a
 * caller brings along. Right as it is made; every change makes it wrong in one way. Not for several threads.
 */
public final class UserToken {

    private static final int LIFETIME_SECONDS = 4_200;
    /** The application that the person sits in front of. */
    private static final String CALLING_CLIENT = Digest.guid("a client that people ask FileTrail with");

    private final TokenDraft draft;
    private final String tenantId;

    UserToken(Clock clock, KeyPair key, SignInSettings settings, SimulatedPerson person, String issuer) {
        this.tenantId = settings.tenantId();
        this.draft = new TokenDraft(
                clock,
                key,
                WireJson.object(
                        "aud",
                        settings.clientId(),
                        "iss",
                        issuer,
                        "azp",
                        CALLING_CLIENT,
                        "azpacr",
                        "0",
                        "name",
                        person.fullName(),
                        "oid",
                        person.oid(),
                        "preferred_username",
                        person.preferredUsername(),
                        "scp",
                        "Machines.Read",
                        "sub",
                        person.subjectFor(settings.clientId()),
                        "tid",
                        tenantId,
                        "uti",
                        JsonWebToken.base64(
                                UUID.randomUUID().toString().substring(0, 16).getBytes(StandardCharsets.US_ASCII)),
                        "ver",
                        "2.0"));
        draft.livesFrom(Duration.ZERO, Duration.ofSeconds(LIFETIME_SECONDS));
    }

    /**
     * Sets a claim.
     *
     * @param name its name
     * @param value a text, whole number, boolean, list or map of such; null takes the claim away
     * @return this
     */
    public UserToken claim(String name, Object value) {
        draft.claim(name, value);
        return this;
    }

    /**
     * Sets a value of the header. An {@code alg} set here is only said: what it is signed with stays.
     *
     * @param name its name
     * @param value a text, whole number, boolean, list or map of such; null takes it away
     * @return this
     */
    public UserToken header(String name, Object value) {
        draft.header(name, value);
        return this;
    }

    /**
     * Names another key, or a path where one expects a key.
     *
     * @param kid the header's {@code kid}
     * @return this
     */
    public UserToken keyId(String kid) {
        return header("kid", kid);
    }

    /**
     * Makes it for somebody else.
     *
     * @param audience the {@code aud} claim
     * @return this
     */
    public UserToken audience(String audience) {
        return claim("aud", audience);
    }

    /**
     * Makes it of another tenant: {@code tid}, and the tenant in the issuer.
     *
     * @param otherTenantId the tenant's id
     * @return this
     */
    public UserToken tenant(String otherTenantId) {
        return claim("tid", otherTenantId)
                .claim("iss", String.valueOf(draft.claim("iss")).replace(tenantId, otherTenantId));
    }

    /**
     * Sets what the calling application may do for the person.
     *
     * @param scopes names such as {@code Machines.Read}; none takes the claim away
     * @return this
     */
    public UserToken scopes(String... scopes) {
        return claim("scp", scopes.length == 0 ? null : String.join(" ", scopes));
    }

    /**
     * Makes it one that expired an hour ago.
     *
     * @return this
     */
    public UserToken expired() {
        draft.livesFrom(Duration.ofHours(-2), Duration.ofHours(-1));
        return this;
    }

    /**
     * Sets for how long it is valid.
     *
     * @param lifetime from now, in whole seconds
     * @return this
     */
    public UserToken lifetime(Duration lifetime) {
        draft.livesFrom(Duration.ZERO, lifetime);
        return this;
    }

    /**
     * Makes it one that an application got for itself: without a person and without {@code scp}.
     *
     * @param roles the application permissions; none takes the claim away
     * @return this
     */
    public UserToken appOnly(String... roles) {
        String servicePrincipal = AccessTokens.servicePrincipal(CALLING_CLIENT);
        return scopes().claim("name", null)
                .claim("preferred_username", null)
                .claim("azpacr", "1")
                .claim("idtyp", "app")
                .claim("oid", servicePrincipal)
                .claim("sub", servicePrincipal)
                .claim("roles", roles.length == 0 ? null : List.of(roles));
    }

    /**
     * Leaves the signature out: {@code alg: none}.
     *
     * @return this
     */
    public UserToken unsigned() {
        draft.unsigned();
        return this;
    }

    /**
     * Signs it with HS256 and the published key's bytes as the secret, which a careless verifier takes.
     *
     * @return this
     */
    public UserToken signedWithPublicKey() {
        draft.signedWithPublicKey();
        return this;
    }

    /**
     * Signs it with RS256 and a key that nobody published, under the name of the right one.
     *
     * @return this
     */
    public UserToken signedByAnotherKey() {
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
