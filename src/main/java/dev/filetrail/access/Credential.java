// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * What somebody shows at a door.
 *
 * @param way how they want to be known
 * @param secret the token or key; never logged
 */
record Credential(Way way, String secret) {

    /** Where a key may stand, besides {@code Authorization}. */
    static final String KEY_HEADER = "X-API-Key";

    private static final String BEARER = "Bearer ";

    /**
     * Finds it.
     *
     * @param request that brings it
     * @return null when there is none
     * @throws Refused when there is more than one, so that nobody could tell which was meant (RFC 6750, section 2)
     */
    static Credential of(HttpServerRequest request) {
        List<String> keys = request.headers().getAll(KEY_HEADER);
        List<String> authorizations = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (keys.size() + authorizations.size() > 1) {
            throw new Refused(new Problem(400, "Send one token or key, not several."));
        }
        if (!keys.isEmpty()) {
            return new Credential(Way.API_KEY, keys.get(0).strip());
        }
        if (authorizations.isEmpty() || !authorizations.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        String secret = authorizations.get(0).substring(BEARER.length()).strip();
        return new Credential(secret.startsWith(KeyWay.PREFIX) ? Way.API_KEY : Way.OIDC, secret);
    }

    /** @return all but the secret */
    @Override
    public String toString() {
        return way.label();
    }
}
