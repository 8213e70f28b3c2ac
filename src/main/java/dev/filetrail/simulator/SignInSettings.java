// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.List;

/**
 * Whom the sign-in accepts and what it gives; one object, so that a request never sees half of a change.
 *
 * @param tenantId,clientId,clientSecret who is accepted
 * @param lifetimeSeconds how long a token lives
 * @param roles the application permissions of an app's token
 * @param scopes the delegated permissions of a person's token
 */
record SignInSettings(
        String tenantId,
        String clientId,
        String clientSecret,
        int lifetimeSeconds,
        List<String> roles,
        List<String> scopes) {

    SignInSettings withClient(String tenant, String client, String secret) {
        return new SignInSettings(tenant, client, secret, lifetimeSeconds, roles, scopes);
    }

    SignInSettings withLifetime(int seconds) {
        return new SignInSettings(tenantId, clientId, clientSecret, seconds, roles, scopes);
    }

    SignInSettings withRoles(String... names) {
        return new SignInSettings(tenantId, clientId, clientSecret, lifetimeSeconds, List.of(names), scopes);
    }

    SignInSettings withScopes(String... names) {
        return new SignInSettings(tenantId, clientId, clientSecret, lifetimeSeconds, roles, List.of(names));
    }
}
