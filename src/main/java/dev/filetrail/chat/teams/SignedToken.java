// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * A token whose signature, issuer, audience and time have been checked.
 *
 * @param claims what it says
 * @param key what it was signed with
 */
record SignedToken(JwtClaims claims, PublishedKeys.Key key) {

    /** How far clocks may differ (Bot Connector authentication: "clock-skew of 5 minutes"). */
    private static final int SKEW_SECONDS = 300;

    private static final int LONGEST = 16 * 1024;

    /**
     * Checks one.
     *
     * @param token as it was sent; anything
     * @param keys those of whoever may have signed it
     * @param audiences for whom it may have been issued, one of these and nobody else besides
     * @param clock the time
     * @return fails with a {@link MessageRefusal}: 401 for a token that isn't right, 503 when that can't be found out
     */
    static Uni<SignedToken> check(String token, PublishedKeys keys, Collection<String> audiences, Clock clock) {
        return Uni.createFrom()
                .deferred(() -> keys.find(keyId(token)))
                .map(key -> checked(
                        token,
                        key.orElseThrow(() -> refused("it is signed with a key that nobody has published")),
                        audiences,
                        clock));
    }

    private static String keyId(String token) {
        if (token.length() > LONGEST) {
            throw refused("it is too long");
        }
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            // Before anybody is asked for a key.
            if (!AlgorithmIdentifiers.RSA_USING_SHA256.equals(signature.getAlgorithmHeaderValue())) {
                throw refused("it must be signed with RS256");
            }
            return Optional.ofNullable(signature.getKeyIdHeaderValue())
                    .orElseThrow(() -> refused("it doesn't say which key it is signed with"));
        } catch (JoseException e) {
            throw refused("it is no signed token");
        }
    }

    private static SignedToken checked(String token, PublishedKeys.Key key, Collection<String> audiences, Clock clock) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(
                            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                    .setVerificationKey(key.key())
                    .setExpectedIssuer(key.issuer())
                    .setExpectedAudience(audiences.toArray(String[]::new))
                    .setRequireExpirationTime()
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .setEvaluationTime(
                            NumericDate.fromMilliseconds(clock.instant().toEpochMilli()))
                    .build()
                    .processToClaims(token);
            List<String> issuedFor = claims.getAudience();
            if (issuedFor.size() != 1) {
                throw refused("it is for others as well");
            }
            return new SignedToken(claims, key);
        } catch (InvalidJwtException e) {
            throw refused(reason(e));
        } catch (MalformedClaimException e) {
            throw refused("its claims can't be read");
        }
    }

    /** In words of our own: the library's hold the token. */
    private static String reason(InvalidJwtException e) {
        if (e.hasExpired()) {
            return "it has expired";
        }
        if (e.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return "it is not valid yet";
        }
        if (e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return "its signature is wrong";
        }
        if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "it was issued for somebody else";
        }
        if (e.hasErrorCode(ErrorCodes.ISSUER_INVALID) || e.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "it was issued by somebody else";
        }
        if (e.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
            return "it never ends";
        }
        return "it can't be read";
    }

    private static MessageRefusal refused(String why) {
        return new MessageRefusal(401, "The token is not taken: " + why + ".");
    }

    /**
     * A claim.
     *
     * @param name of it
     * @return null when it isn't there, or no text
     */
    String text(String name) {
        return claims.getClaimValue(name) instanceof String text ? text : null;
    }
}
