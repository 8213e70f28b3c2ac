// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientException;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Tokens by where FileTrail runs, in the clothes of an OIDC client, so that they are kept and renewed as all others are. */
final class ManagedIdentityClient implements OidcClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ManagedIdentityApi api;
    private final Identity identity;
    private final String resource;
    private final Duration margin;
    private final Clock clock;

    /**
     * Nothing is asked yet.
     *
     * @param api asks
     * @param identity which one, and where
     * @param scope what the token is for
     * @param margin how long before its end a token is renewed
     * @param clock the time
     */
    ManagedIdentityClient(ManagedIdentityApi api, Identity identity, String scope, Duration margin, Clock clock) {
        this.api = api;
        this.identity = identity;
        this.resource = scope.replaceFirst("/\\.default$", "");
        this.margin = margin;
        this.clock = clock;
    }

    @Override
    public Uni<Tokens> getTokens(Map<String, String> none) {
        return Uni.createFrom().item(this::token);
    }

    private Tokens token() {
        String clientId = identity.assignedClientId().orElse(null);
        try (Response answer = identity.endpoint().isPresent()
                ? api.token(
                        identity.endpoint().get(),
                        null,
                        identity.endpointHeader().orElse(null),
                        "2019-08-01",
                        resource,
                        clientId)
                : api.token(
                        identity.metadataService() + "/metadata/identity/oauth2/token",
                        "true",
                        null,
                        "2018-02-01",
                        resource,
                        clientId)) {
            String body = answer.hasEntity() ? answer.readEntity(String.class) : "";
            if (answer.getStatus() != 200) {
                throw refused(answer.getStatus(), body);
            }
            JsonNode json = JSON.readTree(body);
            // Both come as texts from some of Azure's services and as numbers from others.
            long expires = json.path("expires_on").asLong(0);
            return new Tokens(
                    json.path("access_token").asText(null),
                    expires > 0
                            ? expires
                            : clock.instant().getEpochSecond()
                                    + json.path("expires_in").asLong(0),
                    margin,
                    null,
                    null,
                    new JsonObject(),
                    identity.clientId());
        } catch (JsonProcessingException e) {
            throw new OidcClientException("what came is no JSON");
        } catch (ProcessingException e) {
            throw new SignInException(
                    "FileTrail can't sign in: no managed identity answers (" + where() + ").",
                    "FileTrail's operator: does this machine, app or container run in Azure, with a managed identity"
                            + " assigned? If not, choose another way with filetrail.identity.",
                    null,
                    true,
                    e);
        }
    }

    /** The metadata service asks to be tried again after these (Azure's page, "Error handling"). */
    private static SignInException refused(int status, String body) {
        boolean passing = status == 404 || status == 410 || status == 429 || status >= 500;
        SignInException words = SignInRefusal.of(body, "", null);
        return new SignInException(
                words.getMessage().replace("The sign-in gave", "The managed identity service gave"),
                passing
                        ? "Ask again in a moment; Azure's identity service is busy or being updated (" + status + ")."
                        : "FileTrail's operator: assign a managed identity to this machine, app or container; when a user"
                                + " has assigned it, AZURE_CLIENT_ID names it.",
                words.correlationId(),
                passing,
                null);
    }

    private String where() {
        return identity.endpoint().orElseGet(identity::metadataService);
    }

    @Override
    public Uni<Tokens> refreshTokens(String refreshToken, Map<String, String> none) {
        return getTokens(none);
    }

    @Override
    public Uni<Boolean> revokeAccessToken(String accessToken, Map<String, String> none) {
        return Uni.createFrom().item(false);
    }

    @Override
    public void close() {
        // nothing is kept open
    }
}
