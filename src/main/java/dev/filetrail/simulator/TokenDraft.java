// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A JSON Web Token before it is signed, which can still be made wrong. Not for several threads. */
final class TokenDraft {

    private final Clock clock;
    private final KeyPair key;
    private final Map<String, Object> header;
    private final Map<String, Object> claims;
    private Signed signed = Signed.RIGHTLY;

    private enum Signed {
        RIGHTLY,
        BY_ANOTHER_KEY,
        WITH_THE_PUBLIC_KEY,
        NOT_AT_ALL
    }

    TokenDraft(Clock clock, KeyPair key, Map<String, Object> claims) {
        this.clock = clock;
        this.key = key;
        this.header = WireJson.object("typ", "JWT", "alg", JsonWebSignature.RS256, "kid", SigningKeys.id(key));
        this.claims = claims;
    }

    Object claim(String name) {
        return claims.get(name);
    }

    /** A claim; null takes it away. */
    void claim(String name, Object value) {
        set(claims, name, value);
    }

    /** A value of the header; null takes it away. An {@code alg} is only said: what it is signed with stays. */
    void header(String name, Object value) {
        set(header, name, value);
    }

    /** From when to when it is valid, counted from now. */
    void livesFrom(Duration start, Duration end) {
        long now = clock.instant().getEpochSecond();
        claim("iat", now + start.toSeconds());
        claim("nbf", now + start.toSeconds());
        claim("exp", now + end.toSeconds());
    }

    /** {@code alg: none}. */
    void unsigned() {
        signed = Signed.NOT_AT_ALL;
        header("alg", "none");
    }

    /** HS256, with the published key's bytes as the secret, which a careless verifier takes. */
    void signedWithPublicKey() {
        signed = Signed.WITH_THE_PUBLIC_KEY;
        header("alg", "HS256");
    }

    /** RS256, with a key that nobody published, under the name of the right one. */
    void signedByAnotherKey() {
        signed = Signed.BY_ANOTHER_KEY;
    }

    /** Its three parts, joined by dots. */
    String text() {
        String content = JsonWebToken.content(header, claims);
        return content
                + '.'
                + switch (signed) {
                    case RIGHTLY -> sign(key.getPrivate(), content);
                    case BY_ANOTHER_KEY -> sign(JsonWebSignature.newKeyPair().getPrivate(), content);
                    case WITH_THE_PUBLIC_KEY ->
                        JsonWebToken.base64(
                                JsonWebSignature.hmac(key.getPublic().getEncoded(), content));
                    case NOT_AT_ALL -> "";
                };
    }

    private static String sign(PrivateKey key, String content) {
        return JsonWebToken.base64(JsonWebSignature.sign(JsonWebSignature.RS256, key, content));
    }

    private static void set(Map<String, Object> object, String name, Object value) {
        if (value == null) {
            object.remove(name);
        } else {
            object.put(name, value);
        }
    }
}
