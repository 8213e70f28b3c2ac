// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
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
    ASSERTION_SIGNATURE(
            700027, 401, "invalid_client", "Client assertion failed signature validation. [Reason - {detail}]"),
    ASSERTION_OF_ANOTHER_CLIENT(
            700021,
            401,
            "invalid_client",
            "Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation at"
                    + " https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials."),
    ASSERTION_AUDIENCE(
            700023,
            401,
            "invalid_client",
            "Client assertion audience claim does not match Realm issuer. Review the documentation at"
                    + " https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials."),
    ASSERTION_TIME(
            700024,
            401,
            "invalid_client",
            "Client assertion is not within its valid time range. {detail} Review the documentation at"
                    + " https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials."),
    /** Entra's own words for a used jti are not published: its code for a credential that is wrong stands here. */
    ASSERTION_REPLAYED(
            70002,
            401,
            "invalid_client",
            "Error validating credentials. The client assertion with the jti '{detail}' was already used."),
    ASSERTION_MALFORMED(50027, 401, "invalid_client", "JWT token is invalid or malformed. [Reason - {detail}]"),
    NO_FEDERATED_CREDENTIAL(
            70021,
            400,
            "invalid_request",
            "No matching federated identity record found for presented assertion. {detail}"),
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
                    + " Send an interactive authorization request for this user and resource.",
            "consent_required"),
    INTERACTION_REQUIRED(
            50076,
            400,
            "interaction_required",
            "Due to a configuration change made by your administrator, or because you moved to a new location, you must"
                    + " use multi-factor authentication to access '{detail}'.",
            "basic_action"),
    PERSON_ASSERTION_SIGNATURE(
            50013, 400, "invalid_grant", "Assertion failed signature validation. [Reason - {detail}]"),
    FEDERATED_ASSERTION_SIGNATURE(
            50013, 401, "invalid_client", "Assertion failed signature validation. [Reason - {detail}]"),
    PERSON_ASSERTION_MALFORMED(50027, 400, "invalid_request", "JWT token is invalid or malformed."),
    PERSON_ASSERTION_AUDIENCE(
            500131,
            400,
            "invalid_grant",
            "Assertion audience does not match the Client app presenting the assertion. The audience in the assertion"
                    + " was '{detail}' and the expected audience is '{client}' or one of the Application Uris of this"
                    + " application with App ID '{client}'."),
    PERSON_ASSERTION_TIME(
            500133,
            400,
            "invalid_grant",
            "Assertion is not within its valid time range. Ensure that the access token is not expired before using it"
                    + " for user assertion, or request a new token. {detail}"),
    ASSERTION_OF_AN_APP(
            7000114,
            400,
            "unauthorized_client",
            "Application '{detail}' is not allowed to make application on-behalf-of calls."),
    UNKNOWN_PERSON(
            50034,
            400,
            "invalid_grant",
            "The user account {detail} does not exist in the {tenant} directory. To sign into this application, the"
                    + " account must be added to the directory."),
    MISSING_PARAMETER(
            900144, 400, "invalid_request", "The request body must contain the following parameter: '{detail}'."),
    UNSUPPORTED_GRANT(70003, 400, "unsupported_grant_type", "The app requested an unsupported grant type '{detail}'."),
    INVALID_SCOPE(
            1002012,
            400,
            "invalid_scope",
            "The provided value for scope {detail} is not valid. Client credential flows must have a scope value with"
                    + " /.default suffixed to the resource identifier (application ID URI)."),
    INVALID_DELEGATED_SCOPE(
            70011,
            400,
            "invalid_scope",
            "The provided request must include a 'scope' input parameter. The provided value for the input parameter"
                    + " 'scope' is not valid. The scope {detail} is not valid."),
    INVALID_TOKEN_USE(
            90013,
            400,
            "invalid_request",
            "Invalid input received from the user: the value '{detail}' for requested_token_use is not supported."),
    MISSING_CREDENTIAL(
            7000218,
            401,
            "invalid_client",
            "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    /** What an ordered fault says instead of what is in a request. */
    private static final String SOME_FEDERATION = "Assertion Issuer: 'https://issuer.example'. Assertion Subject:"
            + " 'system:serviceaccount:default:filetrail'. Assertion Audience: 'api://AzureADTokenExchange'.";

    private final int code;
    private final int status;
    private final String error;
    private final String description;
    private final String suberror;

    SignInError(int code, int status, String error, String description) {
        this(code, status, error, description, null);
    }

    SignInError(int code, int status, String error, String description, String suberror) {
        this.code = code;
        this.status = status;
        this.error = error;
        this.description = description;
        this.suberror = suberror;
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
        String detail = this == NO_FEDERATED_CREDENTIAL ? SOME_FEDERATION : "";
        answer(call.routing(), correlationId, call.clock().instant(), detail, Map.of());
    }

    static void answer(RoutingContext routing, Instant now, RefusedException refused) {
        refused.error().answer(routing, UUID.randomUUID().toString(), now, refused.detail(), refused.further());
    }

    private void answer(
            RoutingContext routing, String correlationId, Instant now, String detail, Map<String, Object> further) {
        String traceId = UUID.randomUUID().toString();
        String timestamp = TIMESTAMP.format(now);
        String text = description
                .replace("{client}", ClientCredential.clientId(routing).orElse(""))
                .replace("{tenant}", String.valueOf(routing.pathParam("tenant")))
                .replace("{detail}", detail);
        String whole = "AADSTS" + code + ": " + text + " Trace ID: " + traceId + " Correlation ID: " + correlationId
                + " Timestamp: " + timestamp;
        Map<String, Object> body = WireJson.object(
                "error", error,
                "error_description", whole,
                "error_codes", List.of(code),
                "timestamp", timestamp,
                "trace_id", traceId,
                "correlation_id", correlationId,
                "error_uri", "https://login.microsoftonline.com/error?code=" + code);
        if (suberror != null) {
            body.put("suberror", suberror);
        }
        body.putAll(further);
        routing.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Cache-Control", "no-store, no-cache")
                .end(WireJson.of(body));
    }
}
