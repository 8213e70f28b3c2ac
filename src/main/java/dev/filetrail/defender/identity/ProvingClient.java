// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** An OIDC client that proves who it is anew with every request, where the one of Quarkus would keep the same proof. */
final class ProvingClient implements OidcClient {

    private final OidcClient client;
    private final ClientProof proof;

    ProvingClient(OidcClient client, ClientProof proof) {
        this.client = client;
        this.proof = proof;
    }

    @Override
    public Uni<Tokens> getTokens(Map<String, String> additionalGrantParameters) {
        return Uni.createFrom().deferred(() -> {
            Map<String, String> parameters = new HashMap<>(additionalGrantParameters);
            parameters.putAll(proof.parameters());
            return client.getTokens(parameters);
        });
    }

    @Override
    public Uni<Tokens> refreshTokens(String refreshToken, Map<String, String> additionalGrantParameters) {
        return getTokens(additionalGrantParameters);
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
