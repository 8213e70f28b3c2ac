// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.quarkus.oidc.client.runtime.OidcClientConfig.Grant;
import io.quarkus.oidc.client.runtime.OidcClientsConfig;
import io.quarkus.oidc.client.runtime.TokensHelper;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Secret;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bot's own token, by which the Bot Connector knows it: client credentials, from an OIDC client of its own (Microsoft's page
 * "Authentication with the Bot Connector API"). One token serves all answers until it ends.
 */
@Singleton
class ConnectorTokens {

    private static final String SCOPE = "https://api.botframework.com/.default";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long before its end a token is renewed. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    /** What Entra calls what is wrong; nothing else of its answer is repeated. */
    private static final Pattern CODE = Pattern.compile("AADSTS\\d{4,10}");

    private final OidcClients clients;
    private final OidcClientConfig usual;
    private final BotSetup setup;
    private final TokensHelper tokens = new TokensHelper();
    private volatile OidcClient client;

    /**
     * @param clients makes the client
     * @param usual what all clients have in common
     * @param setup who the bot is
     */
    ConnectorTokens(OidcClients clients, OidcClientsConfig usual, BotSetup setup) {
        this.clients = clients;
        this.usual = OidcClientsConfig.getDefaultClient(usual);
        this.setup = setup;
    }

    /**
     * A token that is valid now.
     *
     * @param another not the one that is kept, since it was refused
     * @return the token itself, never to be logged; fails with a {@link ConnectorTrouble}
     */
    Uni<String> token(boolean another) {
        return client().chain(made -> tokens.getTokens(made, Map.of(), another))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(Tokens::getAccessToken)
                .invoke(token -> {
                    if (token == null || token.isBlank()) {
                        throw new IllegalStateException("an answer without a token");
                    }
                })
                .onFailure()
                .transform(ConnectorTokens::trouble);
    }

    private Uni<OidcClient> client() {
        return client != null
                ? Uni.createFrom().item(client)
                : clients.newClient(config()).invoke(made -> client = made);
    }

    private OidcClientConfig config() {
        return OidcClientConfig.builder(usual)
                .clientEnabled(true)
                .authServerUrl(setup.signIn())
                .id("bot")
                .discoveryEnabled(false)
                .tokenPath("oauth2/v2.0/token")
                .clientId(setup.appId())
                .grant(Grant.Type.CLIENT)
                .scopes(SCOPE)
                .refreshTokenTimeSkew(MARGIN)
                .connectionTimeout(PATIENCE)
                .credentials()
                .clientSecret(setup.clientSecret(), Secret.Method.POST)
                .end()
                .build();
    }

    private static Throwable trouble(Throwable failure) {
        Matcher code = CODE.matcher(String.valueOf(failure.getMessage()));
        String named = Optional.of(code)
                .filter(Matcher::find)
                .map(found -> " (" + found.group() + ")")
                .orElse("");
        return new ConnectorTrouble(
                "The sign-in gave the bot no token" + named
                        + ". Check filetrail.chat.teams.bot.app-id, .client-secret and"
                        + " .tenant-id (a multi-tenant app has none), and the network.",
                0,
                null,
                null);
    }
}
