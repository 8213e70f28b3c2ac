package dev.filetrail.defender.identity;

import io.quarkus.oidc.client.OidcClientException;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.quarkus.oidc.client.runtime.TokensHelper;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Secret;
import io.smallrye.mutiny.TimeoutException;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Tokens for the application itself, by client id and secret (RFC 6749, section 4.4; Microsoft's page "Get access with
 * application context"). One token serves all, and one request for it serves all who wait.
 */
public final class SecretTokens implements TokenSource {

    private static final Logger LOG = Logger.getLogger(SecretTokens.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** How long before its end a token is renewed. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final OidcClients clients;
    private final OidcClientConfig config;
    private final String secret;
    private final TokensHelper tokens = new TokensHelper();
    private volatile TimedOidcClient client;
    private volatile String refused;

    /**
     * Nothing is asked yet.
     *
     * @param clients makes the client
     * @param authority base address of the sign-in
     * @param tenantId the tenant
     * @param clientId the application
     * @param secret its secret
     * @param scope what the token is for
     */
    public SecretTokens(
            OidcClients clients, String authority, String tenantId, String clientId, String secret, String scope) {
        this.clients = clients;
        this.secret = secret;
        this.config = OidcClientConfig.authServerUrl(authority + "/" + tenantId)
                .id("defender")
                .discoveryEnabled(false)
                .tokenPath("oauth2/v2.0/token")
                .clientId(clientId)
                .credentials()
                .clientSecret(secret, Secret.Method.POST)
                .end()
                .scopes(scope)
                .refreshTokenTimeSkew(MARGIN)
                .connectionTimeout(PATIENCE)
                .build();
    }

    @Override
    public void prepare() {
        client();
    }

    @Override
    public String token() {
        String unwanted = refused;
        try {
            Tokens current = tokens.getTokens(client()).await().atMost(PATIENCE.multipliedBy(2));
            if (unwanted != null && unwanted.equals(current.getAccessToken())) {
                current = tokens.getTokens(client(), Map.of(), true).await().atMost(PATIENCE.multipliedBy(2));
            }
            return whole(current.getAccessToken());
        } catch (TimeoutException e) {
            throw unreachable("it does not answer", e);
        } catch (OidcClientException e) {
            // The client wraps a connection that fails in these very words, and a refusal in the body that came.
            throw "OIDC Server is not available".equals(e.getMessage())
                    ? unreachable("it can't be reached", e)
                    : SignInRefusal.of(e.getMessage(), secret, null);
        } catch (SignInException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.debug("The sign-in answered 200 with something that is no token", e);
            throw SignInRefusal.of(null, secret, e);
        }
    }

    @Override
    public void refused(String token) {
        refused = token;
    }

    private String whole(String token) {
        if (token == null || token.isBlank()) {
            throw SignInRefusal.of(null, secret, null);
        }
        return token;
    }

    private SignInException unreachable(String how, Throwable cause) {
        String authority = config.authServerUrl().orElseThrow();
        return new SignInException(
                "The sign-in gave FileTrail no token: " + how + " (" + authority + ").",
                "Ask again in a moment. If it lasts, FileTrail's operator checks the network, the proxy and"
                        + " AZURE_AUTHORITY_HOST.",
                null,
                true,
                cause);
    }

    private synchronized TimedOidcClient client() {
        if (client == null) {
            client = new TimedOidcClient(clients.newClient(config).await().atMost(PATIENCE), PATIENCE);
        }
        return client;
    }
}
