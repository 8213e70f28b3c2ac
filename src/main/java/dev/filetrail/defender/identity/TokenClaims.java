// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands in an access token. It is Defender's to read, and nothing depends on this: it serves to tell the operator beforehand
 * what Defender will say.
 *
 * @param audience whom it is for; null when the token can't be read
 * @param permissions of an application ({@code roles}) or of a person ({@code scp}); empty when there are none
 */
public record TokenClaims(String audience, Set<String> permissions) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TokenClaims UNREADABLE = new TokenClaims(null, Set.of());

    /**
     * Reads a token without checking it.
     *
     * @param token of any kind
     * @return what stands in it; nothing when it is no JWT
     */
    public static TokenClaims of(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return UNREADABLE;
        }
        try {
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            Set<String> permissions = new TreeSet<>();
            claims.path("roles").forEach(role -> permissions.add(role.asText()));
            for (String scope : claims.path("scp").asText("").split(" ", -1)) {
                if (!scope.isEmpty()) {
                    permissions.add(scope);
                }
            }
            return new TokenClaims(claims.path("aud").asText(null), permissions);
        } catch (IOException | IllegalArgumentException e) {
            return UNREADABLE;
        }
    }
}
