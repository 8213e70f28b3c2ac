// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import dev.filetrail.ForeignText;
import dev.filetrail.trail.Delegation.SignInAgain;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a refused caller is told in {@code WWW-Authenticate}, so that a client finds the way to a token by itself (RFC 6750,
 * section 3; RFC 9728, section 5.1).
 */
final class Challenge {

    private static final int LONGEST_SHOWN = 300;

    private final AccessRules rules;

    /** @param rules say where the metadata is, and which scope is needed */
    Challenge(AccessRules rules) {
        this.rules = rules;
    }

    /**
     * Nobody has said who they are.
     *
     * @param door where they stand
     * @param detail what to do
     * @return 401
     */
    Problem unknown(Door door, String detail) {
        return new Problem(401, detail).with("WWW-Authenticate", bearer(door, ""));
    }

    /**
     * A token or key is no good.
     *
     * @param door where it was shown
     * @param detail why
     * @return 401
     */
    Problem invalid(Door door, String detail) {
        return new Problem(401, detail).with("WWW-Authenticate", bearer(door, error("invalid_token", detail)));
    }

    /**
     * A good token allows too little.
     *
     * @param door where it was shown
     * @param detail what it lacks
     * @return 403
     */
    Problem insufficient(Door door, String detail) {
        return new Problem(403, detail).with("WWW-Authenticate", bearer(door, error("insufficient_scope", detail)));
    }

    /**
     * Entra wants more of the person before FileTrail may ask on that person's behalf (Microsoft's page "Claims challenges and
     * claims requests": the claims are Base64).
     *
     * @param door where they stand
     * @param first what they have to do
     * @return 401
     */
    Problem signInAgain(Door door, SignInAgain first) {
        String claims = first.claims() == null
                ? ""
                : ", claims=\""
                        + Base64.getEncoder().encodeToString(first.claims().getBytes(StandardCharsets.UTF_8))
                        + "\"";
        return new Problem(401, first.words())
                .with("WWW-Authenticate", bearer(door, error(first.error(), first.words()) + claims));
    }

    private String bearer(Door door, String error) {
        String found = rules.takes(door, Way.OIDC)
                ? "resource_metadata=\"" + rules.url() + ResourceMetadata.PATH + "/mcp\", scope=\"" + rules.scope()
                        + "\""
                : "realm=\"filetrail\"";
        return "Bearer " + found + error;
    }

    private static String error(String code, String detail) {
        return ", error=\"" + code + "\", error_description=\"" + quotable(detail) + "\"";
    }

    /** Printable ASCII without quotation marks and backslashes (RFC 6750, section 3). */
    private static String quotable(String detail) {
        return ForeignText.oneLine(detail, LONGEST_SHOWN).replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "'");
    }
}
