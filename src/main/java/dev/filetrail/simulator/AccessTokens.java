// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Access tokens for the API: well-formed JWTs with the claims of an Entra token, signed with a key of this process. A
 * client has no business looking into them: only the API, which is here too, needs to check them.
 */
final class AccessTokens {

    /** Entra issues tokens for this audience, but without Defender's permissions: the API then answers 403. */
    private static final String AUDIENCE_WITHOUT_PERMISSIONS = "https://api.security.microsoft.com";

    private final Clock clock;
    private final byte[] key = new byte[32];
    /** What is in force, by uti, the id of a token: one that is not here was revoked. */
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();

    AccessTokens(Clock clock) {
        this.clock = clock;
        new SecureRandom().nextBytes(key);
    }

    /** A token for an app itself, which may be a managed identity instead of the client that the settings name. */
    String forApp(SignInSettings settings, String clientId, String audience) {
        List<String> roles = permissions(audience, settings.roles());
        Map<String, Object> claims = claims(settings, clientId, audience);
        claims.put("idtyp", "app");
        claims.put("oid", servicePrincipal(clientId));
        if (!roles.isEmpty()) {
            // Entra leaves the claim out, rather than empty, when no application permission is granted.
            claims.put("roles", roles);
        }
        return issue(claims, new Grant(roles, List.of(), null, expiry(settings)));
    }

    /** A token for a person, whom the settings' client acts for. */
    String forPerson(SignInSettings settings, SimulatedPerson person, String audience) {
        List<String> scopes = permissions(audience, settings.scopes());
        Map<String, Object> claims = claims(settings, settings.clientId(), audience);
        claims.put("idtyp", "user");
        claims.put("name", person.fullName());
        claims.put("oid", person.oid());
        if (!scopes.isEmpty()) {
            claims.put("scp", String.join(" ", scopes));
        }
        claims.put("sub", person.subjectFor(audience));
        claims.put("unique_name", person.preferredUsername());
        claims.put("upn", person.preferredUsername());
        return issue(claims, new Grant(List.of(), scopes, person, expiry(settings)));
    }

    /** The object id of a client's service principal in the tenant. */
    static String servicePrincipal(String clientId) {
        return Digest.guid("service principal of " + clientId);
    }

    /** What a token allows; empty if it was not issued here, was changed, was revoked or has expired. */
    Optional<Grant> verify(String token) {
        int lastDot = token.lastIndexOf('.');
        if (lastDot < 0 || token.indexOf('.') == lastDot) {
            return Optional.empty();
        }
        String content = token.substring(0, lastDot);
        boolean signed = MessageDigest.isEqual(
                sign(content).getBytes(StandardCharsets.US_ASCII),
                token.substring(lastDot + 1).getBytes(StandardCharsets.UTF_8));
        if (!signed) {
            return Optional.empty();
        }
        byte[] claims = Base64.getUrlDecoder().decode(content.substring(content.indexOf('.') + 1));
        Grant grant = grants.get(Buffer.buffer(claims).toJsonObject().getString("uti"));
        return Optional.ofNullable(grant).filter(inForce -> inForce.expires().isAfter(clock.instant()));
    }

    void revokeAll() {
        grants.clear();
    }

    private static List<String> permissions(String audience, List<String> granted) {
        return audience.equals(AUDIENCE_WITHOUT_PERMISSIONS) ? List.of() : granted;
    }

    private Instant expiry(SignInSettings settings) {
        return clock.instant().plusSeconds(settings.lifetimeSeconds());
    }

    private Map<String, Object> claims(SignInSettings settings, String clientId, String audience) {
        long now = clock.instant().getEpochSecond();
        String issuer = "https://sts.windows.net/" + settings.tenantId() + "/";
        return WireJson.object(
                "aud",
                audience,
                "iss",
                issuer,
                "iat",
                now,
                "nbf",
                now,
                "exp",
                now + settings.lifetimeSeconds(),
                "appid",
                clientId,
                "appidacr",
                "1",
                "idp",
                issuer,
                "tid",
                settings.tenantId(),
                "ver",
                "1.0");
    }

    private String issue(Map<String, Object> claims, Grant grant) {
        Instant now = clock.instant();
        grants.values().removeIf(old -> !old.expires().isAfter(now));
        String uti = JsonWebToken.base64(
                Digest.hex("MD5", UUID.randomUUID().toString()).substring(0, 16).getBytes(StandardCharsets.US_ASCII));
        claims.put("uti", uti);
        String content =
                JsonWebToken.content(WireJson.object("typ", "JWT", "alg", "HS256", "kid", "simulator"), claims);
        grants.put(uti, grant);
        return content + '.' + sign(content);
    }

    private String sign(String content) {
        return JsonWebToken.base64(JsonWebSignature.hmac(key, content));
    }
}
