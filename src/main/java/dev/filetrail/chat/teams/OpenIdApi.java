// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What those who sign tokens publish of themselves (OpenID Connect Discovery 1.0; RFC 7517). */
@RegisterRestClient(configKey = "chat-openid")
@Produces(MediaType.APPLICATION_JSON)
interface OpenIdApi {

    /**
     * A document.
     *
     * @param address of the metadata, or of the keys that it names
     * @return JSON; fails for any status but 2xx
     */
    @GET
    Uni<String> document(@Url String address);
}
