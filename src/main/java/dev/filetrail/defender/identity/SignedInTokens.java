// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientException;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.TokensHelper;
import io.smallrye.mutiny.TimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Tokens of one identity. One token serves all, and one request for it serves all who wait. */
final class SignedInTokens implements TokenSource {

    private static final Logger LOG = Logger.getLogger(SignedInTokens.class);
    /** How long one attempt may take. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
    /** How long before its end a token is renewed. */
    static final Duration MARGIN = Duration.ofSeconds(30);

    private final Supplier<OidcClient> maker;
    private final String authority;
    private final String secret;
    private final TokensHelper tokens = new TokensHelper();
    private volatile OidcClient client;
    private volatile String refused;
    /** The latest that came; null when none did. */
    private volatile Tokens kept;

    /**
     * Nothing is asked yet.
     *
     * @param maker makes the client that asks, once
     * @param authority whom it asks, for messages
     * @param secret what must not be repeated, should an answer hold it; may be empty
     */
    SignedInTokens(Supplier<OidcClient> maker, String authority, String secret) {
        this.maker = maker;
        this.authority = authority;
        this.secret = secret;
    }

    @Override
    public void prepare() {
        client();
    }

    @Override
    public String token() {
        String unwanted = refused;
        return got(() -> {
            Tokens current = tokens.getTokens(client()).await().atMost(PATIENCE.multipliedBy(2));
            if (unwanted != null && unwanted.equals(current.getAccessToken())) {
                current = tokens.getTokens(client(), Map.of(), true).await().atMost(PATIENCE.multipliedBy(2));
            }
            String token = whole(current);
            kept = current;
            return token;
        });
    }

    @Override
    public Optional<String> atHand() {
        return Optional.ofNullable(kept)
                .filter(latest -> !latest.isAccessTokenExpired() && !latest.isAccessTokenWithinRefreshInterval())
                .map(Tokens::getAccessToken)
                .filter(token -> !token.equals(refused));
    }

    @Override
    public void refused(String token) {
        refused = token;
    }

    @Override
    public Optional<String> kept(Instant now) {
        return Optional.ofNullable(kept)
                .filter(latest -> now.isBefore(end(latest)))
                .map(Tokens::getAccessToken);
    }

    /** @return when the token ends that is kept; long ago when there is none */
    Instant keptUntil() {
        return end(kept);
    }

    private static Instant end(Tokens latest) {
        Long end = latest == null ? null : latest.getAccessTokenExpiresAt();
        return end == null ? Instant.MIN : Instant.ofEpochSecond(end);
    }

    @Override
    public String another() {
        return got(() -> whole(client().getTokens().await().atMost(PATIENCE.multipliedBy(2))));
    }

    private String got(Supplier<String> asking) {
        try {
            return asking.get();
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

    private String whole(Tokens current) {
        String token = current.getAccessToken();
        if (token == null || token.isBlank()) {
            throw SignInRefusal.of(null, secret, null);
        }
        return token;
    }

    private SignInException unreachable(String how, Throwable cause) {
        return new SignInException(
                "The sign-in gave FileTrail no token: " + how + " (" + authority + ").",
                "Ask again in a moment. If it lasts, FileTrail's operator checks the network, the proxy and"
                        + " AZURE_AUTHORITY_HOST.",
                null,
                true,
                cause);
    }

    private synchronized OidcClient client() {
        if (client == null) {
            client = new TimedOidcClient(maker.get(), PATIENCE);
        }
        return client;
    }
}
