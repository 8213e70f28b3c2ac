// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The Bot Connector, declared (Microsoft's page "REST API reference - Bot Framework Service", section "Conversation object"). */
@RegisterRestClient(configKey = "chat-connector")
@ClientHeaderParam(name = "User-Agent", value = "FileTrail")
@Consumes(MediaType.APPLICATION_JSON)
interface ConnectorApi {

    /**
     * "Reply to activity": in the thread where that is.
     *
     * @param base an activity's {@code serviceUrl}, without a slash at its end
     * @param authorization {@code Bearer …}
     * @param conversation its id
     * @param activity id of what is answered
     * @param body an activity
     * @return whatever comes
     */
    @POST
    @Path("/v3/conversations/{conversation}/activities/{activity}")
    Uni<Response> reply(
            @Url String base,
            @HeaderParam("Authorization") String authorization,
            @PathParam("conversation") String conversation,
            @PathParam("activity") String activity,
            String body);

    /**
     * "Send to conversation": at its end.
     *
     * @param base an activity's {@code serviceUrl}, without a slash at its end
     * @param authorization {@code Bearer …}
     * @param conversation its id
     * @param body an activity
     * @return whatever comes
     */
    @POST
    @Path("/v3/conversations/{conversation}/activities")
    Uni<Response> send(
            @Url String base,
            @HeaderParam("Authorization") String authorization,
            @PathParam("conversation") String conversation,
            String body);
}
