package dev.filetrail.bare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.oidc.client.OidcClient;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The bare job: a token, kept while it is good, and a call of Defender with every call of the tool, handed on as it comes. */
class BareTools {

    private static final JsonFactory JSON = new JsonFactory();

    private final Defender defender;
    private final OidcClient tokens;
    private volatile String token;
    private volatile Instant good = Instant.MIN;

    BareTools(@RestClient Defender defender, OidcClient tokens) {
        this.defender = defender;
        this.tokens = tokens;
    }

    /** Defender's API, as far as it is needed here. */
    @RegisterRestClient(configKey = "defender")
    interface Defender {

        /** The machines that have seen a file. */
        @GET
        @Path("/api/files/{sha1}/machines")
        Uni<JsonNode> machines(@HeaderParam("Authorization") String authorization, @PathParam("sha1") String sha1);

        /** The same, as bytes. */
        @GET
        @Path("/api/files/{sha1}/machines")
        Uni<byte[]> bytes(@HeaderParam("Authorization") String authorization, @PathParam("sha1") String sha1);
    }

    /** The tool, by the name that FileTrail's has. */
    @Tool(name = "get_machines_for_file_hash", description = "The machines that have seen a file.")
    Uni<ToolResponse> machines(@ToolArg(description = "SHA-1") String hash) {
        return authorization()
                .chain(authorization -> defender.machines(authorization, hash))
                .map(body -> new ToolResponse(
                        false, List.of(new TextContent(body.get("value").size() + " machines")), body, null));
    }

    /** A tool that does nothing: what a call costs before there is any work. */
    @Tool(name = "nothing", description = "Nothing.")
    Uni<ToolResponse> nothing(@ToolArg(description = "SHA-1") String hash) {
        return Uni.createFrom().item(ToolResponse.success("nothing"));
    }

    /** How many seconds Jackson's streaming parser takes for an answer's bytes, and for nothing else. */
    @Tool(name = "parse", description = "Seconds that Jackson takes.")
    Uni<ToolResponse> parse(@ToolArg(description = "SHA-1") String hash) {
        return authorization()
                .chain(authorization -> defender.bytes(authorization, hash))
                .map(BareTools::seconds)
                .map(seconds -> ToolResponse.success(String.valueOf(seconds)));
    }

    private static double seconds(byte[] body) {
        long start = System.nanoTime();
        try (JsonParser parser = JSON.createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isScalarValue()) {
                    parser.getText();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private Uni<String> authorization() {
        if (Instant.now().isBefore(good)) {
            return Uni.createFrom().item(token);
        }
        return tokens.getTokens().map(got -> {
            token = "Bearer " + got.getAccessToken();
            good = Instant.now().plusSeconds(3_000);
            return token;
        });
    }
}
