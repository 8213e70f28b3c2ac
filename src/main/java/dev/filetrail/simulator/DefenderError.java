// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.UUID;

/** Errors in Defender's own form: {@code {"error":{"code","message","target"}}}, target being the correlation id. */
final class DefenderError {

    private DefenderError() {}

    static void answer(FaultyCall call, String correlationId, int status, String code, String message) {
        answer(call.routing(), correlationId, status, code, message);
    }

    static void answer(RoutingContext routing, int status, String code, String message) {
        answer(routing, UUID.randomUUID().toString(), status, code, message);
    }

    /** The code on the wire is "429", whatever the reference says; retryAfter may be null. */
    static void throttled(FaultyCall call, String correlationId, String retryAfter, String message) {
        if (retryAfter != null) {
            call.routing().response().putHeader("Retry-After", retryAfter);
        }
        answer(call.routing(), correlationId, 429, "429", message);
    }

    static void throttled(RoutingContext routing, Quotas.Refusal refusal) {
        routing.response().putHeader("Retry-After", Long.toString(refusal.seconds()));
        answer(routing, 429, "429", QuotaText.of(refusal));
    }

    static void unauthorized(FaultyCall call, String correlationId) {
        unauthorized(call.routing(), correlationId);
    }

    static void unauthorized(RoutingContext routing, String correlationId) {
        routing.response().putHeader("WWW-Authenticate", "Bearer");
        answer(routing, correlationId, 401, "Unauthorized", "Invalid Authorization payload.");
    }

    static void missingPermission(RoutingContext routing, CallKind kind, Grant given) {
        String message = given.isDelegated()
                ? missing("scopes", kind.acceptedScopes(), given.scopes())
                : missing("roles", kind.acceptedRoles(), given.roles());
        answer(routing, 403, "Forbidden", message);
    }

    private static String missing(String what, Collection<String> required, Collection<String> given) {
        return "Missing application " + what + ". API required " + what + ": " + String.join(", ", required)
                + ", application " + what + ": " + String.join(", ", given) + ".";
    }

    private static void answer(RoutingContext routing, String correlationId, int status, String code, String message) {
        HttpServerResponse response = routing.response();
        response.setStatusCode(status).putHeader("Content-Type", "application/json; charset=utf-8");
        response.end(WireJson.of(
                WireJson.object("error", WireJson.object("code", code, "message", message, "target", correlationId))));
    }
}
