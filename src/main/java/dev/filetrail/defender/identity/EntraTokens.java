// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientConfigBuilder;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.quarkus.oidc.client.runtime.OidcClientConfig.Grant;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Secret;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Tokens from Entra, in every way in which an application proves who it is. Quarkus' OIDC client does the asking; what proves
 * it is added to each request.
 */
public final class EntraTokens implements TokenSources {

    private static final String TOKEN_PATH = "oauth2/v2.0/token";

    private final OidcClients clients;
    private final OidcClientConfig usual;
    private final ManagedIdentityApi managed;
    private final Identity identity;
    private final String authority;
    private final String scope;
    private final Clock clock;
    private final SignedInTokens ofApplication;
    private final PersonTokens ofPeople;

    /**
     * Nothing is asked yet.
     *
     * @param clients makes the OIDC clients
     * @param usual what they have in common; read anew it would take a good part of the time to the first answer
     * @param managed asks where Azure gives tokens itself
     * @param identity who FileTrail is
     * @param authority base address of the sign-in
     * @param scope what the tokens are for
     * @param clock the time
     * @param meters where it is told how often a token was got
     */
    public EntraTokens(
            OidcClients clients,
            OidcClientConfig usual,
            ManagedIdentityApi managed,
            Identity identity,
            String authority,
            String scope,
            Clock clock,
            MeterRegistry meters) {
        this.clients = clients;
        this.usual = usual;
        this.managed = managed;
        this.identity = identity;
        this.authority = authority;
        this.scope = scope;
        this.clock = clock;
        String secret = identity.way() == Way.SECRET ? identity.clientSecret() : "";
        TokenMeters applications = new TokenMeters("application", meters);
        this.ofApplication = new SignedInTokens(() -> applications.counting(applicationClient()), authority, secret);
        TokenMeters peoples = new TokenMeters("person", meters);
        this.ofPeople =
                new PersonTokens(() -> peoples.counting(client("people", Grant.Type.JWT)), authority, secret, clock);
        TokenMeters.timeLeft(ofApplication, clock, meters);
    }

    @Override
    public TokenSource ofApplication() {
        return ofApplication;
    }

    @Override
    public TokenSource onBehalfOf(String tenant, String id, String token) {
        return ofPeople.of(tenant, id, token);
    }

    private OidcClient applicationClient() {
        if (identity.way() == Way.MANAGED) {
            return new ManagedIdentityClient(managed, identity, scope, SignedInTokens.MARGIN, clock);
        }
        return client("defender", Grant.Type.CLIENT);
    }

    /** One that proves who we are. */
    private OidcClient client(String name, Grant.Type grant) {
        OidcClientConfigBuilder config = OidcClientConfig.builder(usual)
                .clientEnabled(true)
                .authServerUrl(authority + "/" + identity.tenantId())
                .id(name)
                .discoveryEnabled(false)
                .tokenPath(TOKEN_PATH)
                .clientId(identity.clientId())
                .grant(grant)
                .scopes(scope)
                .refreshTokenTimeSkew(SignedInTokens.MARGIN)
                .connectionTimeout(SignedInTokens.PATIENCE);
        if (identity.way() == Way.SECRET) {
            config.credentials()
                    .clientSecret(identity.clientSecret(), Secret.Method.POST)
                    .end();
        }
        return new ProvingClient(clients.newClient(config.build()).await().atMost(SignedInTokens.PATIENCE), proof());
    }

    private ClientProof proof() {
        return switch (identity.way()) {
            case SECRET, MANAGED -> ClientProof.NONE;
            case WORKLOAD -> new WorkloadProof(Path.of(identity.federatedTokenFile()));
            case CERTIFICATE ->
                new CertificateProof(
                        Path.of(identity.certificatePath()),
                        identity.certificatePassword().orElse(""),
                        identity.clientId(),
                        authority + "/" + identity.tenantId() + "/" + TOKEN_PATH,
                        clock);
        };
    }
}
