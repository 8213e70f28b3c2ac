package dev.filetrail.simulator;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
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
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Access tokens: well-formed JWTs with the claims of an Entra app token, signed with a key of this process. */
final class AccessTokens {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Clock clock;
    private final byte[] key = new byte[32];
    /** What is in force, by uti, the id of a token: one that is not here was revoked. */
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();

    AccessTokens(Clock clock) {
        this.clock = clock;
        new SecureRandom().nextBytes(key);
    }

    /** What a token allows, and until when. */
    record Grant(List<String> roles, Instant expires) {}

    String issue(String tenantId, String clientId, String audience, List<String> roles, int lifetimeSeconds) {
        Instant now = clock.instant();
        Instant expires = now.plusSeconds(lifetimeSeconds);
        grants.values().removeIf(grant -> !grant.expires().isAfter(now));
        String uti = BASE64.encodeToString(
                Digest.hex("MD5", UUID.randomUUID().toString()).substring(0, 16).getBytes(StandardCharsets.US_ASCII));
        Map<String, Object> claims = WireJson.object(
                "aud",
                audience,
                "iss",
                "https://sts.windows.net/" + tenantId + "/",
                "iat",
                now.getEpochSecond(),
                "nbf",
                now.getEpochSecond(),
                "exp",
                expires.getEpochSecond(),
                "appid",
                clientId,
                "appidacr",
                "1",
                "idp",
                "https://sts.windows.net/" + tenantId + "/",
                "idtyp",
                "app",
                "oid",
                Digest.guid("service principal of " + clientId));
        if (!roles.isEmpty()) {
            // Entra leaves the claim out, rather than empty, when no application permission is granted.
            claims.put("roles", roles);
        }
        claims.put("tid", tenantId);
        claims.put("uti", uti);
        claims.put("ver", "1.0");
        String content =
                encode(WireJson.object("typ", "JWT", "alg", "HS256", "kid", "simulator")) + '.' + encode(claims);
        grants.put(uti, new Grant(List.copyOf(roles), expires));
        return content + '.' + sign(content);
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

    private static String encode(Map<String, Object> json) {
        return BASE64.encodeToString(WireJson.of(json).getBytes());
    }

    private String sign(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return BASE64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
