// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON Web Token (RFC 7519) in its parts. Reading one proves nothing: see {@link #isSignedBy}.
 *
 * @param header,claims as they were sent
 * @param content what is signed
 * @param signature as it was sent, in base64url; empty if there is none
 */
record JsonWebToken(Map<String, Object> header, Map<String, Object> claims, String content, String signature) {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    /** The token; empty if the text is none. */
    static Optional<JsonWebToken> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            DECODER.decode(parts[2]);
            return Optional.of(
                    new JsonWebToken(object(parts[0]), object(parts[1]), parts[0] + '.' + parts[1], parts[2]));
        } catch (IllegalArgumentException | DecodeException e) {
            return Optional.empty();
        }
    }

    /** Bytes in base64url, without padding. */
    static String base64(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** What is signed of a token. */
    static String content(Map<String, Object> header, Map<String, Object> claims) {
        return base64(WireJson.of(header).getBytes())
                + '.'
                + base64(WireJson.of(claims).getBytes());
    }

    /** Whether the signature is this key's, by the algorithm that the header names: RS256 or PS256, and no other. */
    boolean isSignedBy(PublicKey key) {
        return JsonWebSignature.verifies(algorithm(), key, content, DECODER.decode(signature));
    }

    /** The header's {@code alg}; "" if there is none. */
    String algorithm() {
        return text(header, "alg");
    }

    /** A text of the header; "" if there is none. */
    String headerText(String name) {
        return text(header, name);
    }

    /** A claim that is a text; "" if there is none. */
    String claim(String name) {
        return text(claims, name);
    }

    /** A claim that is a time; empty if there is none. */
    Optional<Instant> time(String name) {
        return claims.get(name) instanceof Number seconds
                ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                : Optional.empty();
    }

    /** Whom the token is for, one or many: {@code aud} may be a text or a list. */
    List<String> audiences() {
        return claims.get("aud") instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(claim("aud"));
    }

    private static Map<String, Object> object(String part) {
        return Buffer.buffer(DECODER.decode(part.getBytes(StandardCharsets.US_ASCII)))
                .toJsonObject()
                .getMap();
    }

    private static String text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }
}
