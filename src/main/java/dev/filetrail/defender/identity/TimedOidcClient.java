// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * An OIDC client that gives up. The one of Quarkus waits for an answer without end, and whoever asks meanwhile would wait
 * along.
 */
final class TimedOidcClient implements OidcClient {

    private final OidcClient client;
    private final Duration patience;

    TimedOidcClient(OidcClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    @Override
    public Uni<Tokens> getTokens(Map<String, String> additionalGrantParameters) {
        return client.getTokens(additionalGrantParameters)
                .ifNoItem()
                .after(patience)
                .fail();
    }

    @Override
    public Uni<Tokens> refreshTokens(String refreshToken, Map<String, String> additionalGrantParameters) {
        return client.refreshTokens(refreshToken, additionalGrantParameters)
                .ifNoItem()
                .after(patience)
                .fail();
    }

    @Override
    public Uni<Boolean> revokeAccessToken(String accessToken, Map<String, String> additionalParameters) {
        return client.revokeAccessToken(accessToken, additionalParameters);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
