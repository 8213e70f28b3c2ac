// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Where a program on an Azure resource gets the tokens of its managed identity: a machine's metadata, or App Service. */
final class ManagedIdentityEndpoint {

    private final Vertx vertx;
    private final SignIn signIn;
    private final Clock clock;

    ManagedIdentityEndpoint(Vertx vertx, SignIn signIn, Clock clock) {
        this.vertx = vertx;
        this.signIn = signIn;
        this.clock = clock;
    }

    void mount(Router router, String prefix) {
        router.get(prefix + "/metadata/identity/oauth2/token").handler(routing -> meet(routing, this::ofMachine));
        router.get(prefix + "/appservice/token").handler(routing -> meet(routing, this::ofAppService));
    }

    private void meet(RoutingContext routing, Consumer<RoutingContext> answer) {
        signIn.metadataRequested();
        Optional<Fault> fault = signIn.metadataFaults().take();
        if (fault.isPresent()) {
            fault.get().befall(FaultyCall.ofToken(vertx, routing, clock, () -> answer.accept(routing)));
        } else {
            answer.accept(routing);
        }
    }

    private void ofMachine(RoutingContext routing) {
        if (!"true".equalsIgnoreCase(routing.request().getHeader("Metadata"))) {
            refuse(routing, 400, "Required metadata header not specified");
        } else if (routing.request().headers().contains("X-Forwarded-For")) {
            // What keeps a proxy on the machine from handing the identity to the world outside.
            refuse(routing, 400, "Request contains an X-Forwarded-For header");
        } else {
            give(routing, "2018-02-01", this::tokenOfMachine);
        }
    }

    private void ofAppService(RoutingContext routing) {
        if (!signIn.managedIdentities().secret().equals(routing.request().getHeader("X-IDENTITY-HEADER"))) {
            refuse(routing, 401, "The X-IDENTITY-HEADER is missing or wrong");
        } else {
            give(routing, "2019-08-01", this::token);
        }
    }

    private void give(RoutingContext routing, String version, BiFunction<String, String, Map<String, Object>> token) {
        String resource = routing.request().getParam("resource", "");
        List<String> meant = signIn.managedIdentities().meant(routing.request().getParam("client_id"));
        if (!version.equals(routing.request().getParam("api-version"))) {
            refuse(routing, 400, "The api-version is missing or not supported");
        } else if (resource.isEmpty()) {
            refuse(routing, 400, "Required query variable 'resource' is missing");
        } else if (resource.endsWith("/.default")) {
            answer(routing, 400, error("invalid_resource", unknownResource(resource)));
        } else if (meant.isEmpty()) {
            refuse(routing, 400, "Identity not found");
        } else if (meant.size() > 1) {
            refuse(
                    routing,
                    400,
                    "Multiple user assigned identities exist, please specify the clientId / resourceId of the identity"
                            + " in the token request");
        } else {
            answer(routing, 200, token.apply(resource, meant.get(0)));
        }
    }

    /** What App Service gives, texts all of them: nothing tells a life but its end. */
    private Map<String, Object> token(String resource, String clientId) {
        return WireJson.object(
                "access_token",
                signIn.issueToApp(clientId, resource),
                "client_id",
                clientId,
                "expires_on",
                Long.toString(now() + signIn.settings().lifetimeSeconds()),
                "resource",
                resource,
                "token_type",
                "Bearer");
    }

    /** A machine's metadata service says more, and texts all the same. */
    private Map<String, Object> tokenOfMachine(String resource, String clientId) {
        String lifetime = Integer.toString(signIn.settings().lifetimeSeconds());
        Map<String, Object> token = token(resource, clientId);
        token.put("expires_in", lifetime);
        token.put("ext_expires_in", lifetime);
        token.put("not_before", Long.toString(now()));
        return token;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private String unknownResource(String resource) {
        return "AADSTS500011: The resource principal named " + resource + " was not found in the tenant named "
                + signIn.settings().tenantId()
                + ". This can happen if the application has not been installed by the administrator of the tenant or"
                + " consented to by any user in the tenant. You might have sent your authentication request to the"
                + " wrong tenant.";
    }

    private static void refuse(RoutingContext routing, int status, String description) {
        answer(routing, status, error("invalid_request", description));
    }

    private static Map<String, Object> error(String error, String description) {
        return WireJson.object("error", error, "error_description", description);
    }

    private static void answer(RoutingContext routing, int status, Map<String, Object> json) {
        routing.response()
                .setStatusCode(status)
                .putHeader("Content-Type", FaultyCall.TOKEN_CONTENT_TYPE)
                .end(WireJson.of(json));
    }
}
