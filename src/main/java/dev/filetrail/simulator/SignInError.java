package dev.filetrail.simulator;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/** The errors of the Entra token endpoint, in its own words. {@code {placeholders}} are filled from the request. */
enum SignInError {
    WRONG_SECRET(
            7000215,
            401,
            "invalid_client",
            "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value,"
                    + " not the client secret ID, for a secret added to app '{client}'."),
    EXPIRED_SECRET(
            7000222,
            401,
            "invalid_client",
            "The provided client secret keys for app '{client}' are expired. Visit the Azure portal to create new keys"
                    + " for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for"
                    + " added security: https://aka.ms/certCreds."),
    UNKNOWN_APPLICATION(
            700016,
            400,
            "unauthorized_client",
            "Application with identifier '{client}' was not found in the directory '{tenant}'. This can happen if the"
                    + " application has not been installed by the administrator of the tenant or consented to by any"
                    + " user in the tenant. You may have sent your authentication request to the wrong tenant."),
    UNKNOWN_TENANT(
            90002,
            400,
            "invalid_request",
            "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the"
                    + " correct cloud. Check with your subscription administrator, this may happen if there are no"
                    + " active subscriptions for the tenant."),
    ASSERTION_NOT_ACCEPTED(
            700027,
            401,
            "invalid_client",
            "The certificate with identifier used to sign the client assertion is not registered on application."
                    + " [Reason - The key was not found. Please visit the Azure Portal, Graph Explorer or directly use"
                    + " MS Graph to see configured keys for app Id '{client}'.]"),
    NO_FEDERATED_CREDENTIAL(
            70021,
            400,
            "invalid_request",
            "No matching federated identity record found for presented assertion. Assertion Issuer:"
                    + " 'https://issuer.example'. Assertion Subject: 'system:serviceaccount:default:filetrail'."
                    + " Assertion Audience: 'api://AzureADTokenExchange'."),
    UNKNOWN_RESOURCE(
            500011,
            400,
            "invalid_resource",
            "The resource principal named https://api.securitycenter.microsoft.com was not found in the tenant named"
                    + " {tenant}. This can happen if the application has not been installed by the administrator of the"
                    + " tenant or consented to by any user in the tenant. You might have sent your authentication"
                    + " request to the wrong tenant."),
    CONSENT_MISSING(
            65001,
            400,
            "invalid_grant",
            "The user or administrator has not consented to use the application with ID '{client}' named 'FileTrail'."
                    + " Send an interactive authorization request for this user and resource."),
    MISSING_PARAMETER(
            900144, 400, "invalid_request", "The request body must contain the following parameter: '{detail}'."),
    UNSUPPORTED_GRANT(70003, 400, "unsupported_grant_type", "The app requested an unsupported grant type '{detail}'."),
    INVALID_SCOPE(
            1002012,
            400,
            "invalid_scope",
            "The provided value for scope {detail} is not valid. Client credential flows must have a scope value with"
                    + " /.default suffixed to the resource identifier (application ID URI)."),
    MISSING_CREDENTIAL(
            7000218,
            401,
            "invalid_client",
            "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final int code;
    private final int status;
    private final String error;
    private final String description;

    SignInError(int code, int status, String error, String description) {
        this.code = code;
        this.status = status;
        this.error = error;
        this.description = description;
    }

    static SignInError of(int aadstsCode) {
        for (SignInError error : values()) {
            if (error.code == aadstsCode) {
                return error;
            }
        }
        throw new IllegalArgumentException("The simulator does not know AADSTS" + aadstsCode);
    }

    void answer(FaultyCall call, String correlationId) {
        answer(call.routing(), correlationId, call.clock().instant(), "");
    }

    void answer(RoutingContext routing, Instant now, String detail) {
        answer(routing, UUID.randomUUID().toString(), now, detail);
    }

    private void answer(RoutingContext routing, String correlationId, Instant now, String detail) {
        String traceId = UUID.randomUUID().toString();
        String timestamp = TIMESTAMP.format(now);
        String text = description
                .replace("{client}", ClientCredential.clientId(routing).orElse(""))
                .replace("{tenant}", String.valueOf(routing.pathParam("tenant")))
                .replace("{detail}", detail);
        String whole = "AADSTS" + code + ": " + text + " Trace ID: " + traceId + " Correlation ID: " + correlationId
                + " Timestamp: " + timestamp;
        routing.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Cache-Control", "no-store, no-cache")
                .end(WireJson.of(WireJson.object(
                        "error", error,
                        "error_description", whole,
                        "error_codes", List.of(code),
                        "timestamp", timestamp,
                        "trace_id", traceId,
                        "correlation_id", correlationId,
                        "error_uri", "https://login.microsoftonline.com/error?code=" + code)));
    }
}
