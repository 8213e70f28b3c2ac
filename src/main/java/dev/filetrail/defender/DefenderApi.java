// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * Defender's API, declared. Every method gives the response as it comes, with its body still on the wire, and the caller
 * closes it. Nothing is sent before somebody subscribes; whoever cancels ends the request.
 */
@RegisterRestClient(configKey = "defender")
@RegisterProvider(BodyAsStream.class)
@RegisterProvider(TraceOnward.class)
@RegisterProvider(WireOptions.class)
@ClientHeaderParam(name = "User-Agent", value = "FileTrail")
@Produces(MediaType.APPLICATION_JSON)
interface DefenderApi {

    /**
     * The machines on which a file was observed (API page "List machines related to the file").
     *
     * @param address the whole of it, {@code …/api/files/…/machines}: of all questions this one is asked most, and the REST client
     *     takes longer to put an address together than to send it
     * @param authorization {@code Bearer …}
     * @return the first page
     */
    @GET
    Uni<Response> machinesOfFile(@Url String address, @HeaderParam("Authorization") String authorization);

    /**
     * What is known of a file (API page "Get file information").
     *
     * @param base the API's base address
     * @param authorization {@code Bearer …}
     * @param id 40 (SHA-1) or 64 (SHA-256) hexadecimal digits
     * @return the file, or a 404
     */
    @GET
    @Path("/api/files/{id}")
    Uni<Response> file(
            @Url String base, @HeaderParam("Authorization") String authorization, @PathParam("id") String id);

    /**
     * How common a file is (API page "Get file statistics").
     *
     * @param base the API's base address
     * @param authorization {@code Bearer …}
     * @param id 40 (SHA-1) or 64 (SHA-256) hexadecimal digits
     * @param lookBackHours how far back its numbers of the organization go, 1 to 720
     * @return the statistics, zeros and nulls for an unknown file, or a 404
     */
    @GET
    @Path("/api/files/{id}/stats")
    Uni<Response> fileStats(
            @Url String base,
            @HeaderParam("Authorization") String authorization,
            @PathParam("id") String id,
            @QueryParam("lookBackHours") int lookBackHours);

    /**
     * The alerts that a file is part of (API page "List file related alerts").
     *
     * @param base the API's base address
     * @param authorization {@code Bearer …}
     * @param sha1 40 hexadecimal digits; nothing else is taken
     * @return the first page
     */
    @GET
    @Path("/api/files/{sha1}/alerts")
    Uni<Response> alertsOfFile(
            @Url String base, @HeaderParam("Authorization") String authorization, @PathParam("sha1") String sha1);

    /**
     * One machine (API page "Get machine by ID or name").
     *
     * @param base the API's base address
     * @param authorization {@code Bearer …}
     * @param id its id or its computer name
     * @return the machine, or a 404
     */
    @GET
    @Path("/api/machines/{id}")
    Uni<Response> machine(
            @Url String base, @HeaderParam("Authorization") String authorization, @PathParam("id") String id);

    /**
     * Some machines (API page "List machines").
     *
     * @param address the whole of it, with a filter
     * @param authorization {@code Bearer …}
     * @return the first page; where there is none, an empty one or a 404
     */
    @GET
    Uni<Response> machines(@Url String address, @HeaderParam("Authorization") String authorization);

    /**
     * Who logged on to a machine (API page "Get machine logged on users").
     *
     * @param base the API's base address
     * @param authorization {@code Bearer …}
     * @param id its id
     * @return the users, or a 404
     */
    @GET
    @Path("/api/machines/{id}/logonusers")
    Uni<Response> logonUsers(
            @Url String base, @HeaderParam("Authorization") String authorization, @PathParam("id") String id);

    /**
     * Whether anybody is there. Nobody is told who asks.
     *
     * @param address any
     * @return whatever comes
     */
    @GET
    Uni<Response> reach(@Url String address);

    /**
     * A further page.
     *
     * @param link its {@code @odata.nextLink}, whole
     * @param authorization {@code Bearer …}
     * @return the page
     */
    @GET
    Uni<Response> page(@Url String link, @HeaderParam("Authorization") String authorization);
}
