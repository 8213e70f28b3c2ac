// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import io.quarkus.rest.client.reactive.Url;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Where Azure gives a program that runs in it a token (Azure's page "How to use managed identities ... to acquire an access token"). */
@RegisterRestClient(configKey = "managed-identity")
public interface ManagedIdentityApi {

    /**
     * A token.
     *
     * @param url of the metadata service, or {@code IDENTITY_ENDPOINT}
     * @param metadata {@code true} for the metadata service: no proxy or redirect would send it; else null
     * @param header {@code IDENTITY_HEADER}; null for the metadata service
     * @param version of the API
     * @param resource what the token is for, without {@code /.default}
     * @param clientId of an identity that a user has assigned; null for the machine's own
     * @return a token or a refusal, whose body is JSON most of the time
     */
    @GET
    Response token(
            @Url String url,
            @HeaderParam("Metadata") String metadata,
            @HeaderParam("X-IDENTITY-HEADER") String header,
            @QueryParam("api-version") String version,
            @QueryParam("resource") String resource,
            @QueryParam("client_id") String clientId);
}
