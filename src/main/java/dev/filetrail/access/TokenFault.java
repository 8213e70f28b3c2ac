// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;

/** What is wrong with a token, in words that give nothing of it away. */
final class TokenFault {

    private TokenFault() {}

    /**
     * @param failure of the check
     * @return a sentence
     */
    static String words(Throwable failure) {
        InvalidJwtException fault = find(failure, InvalidJwtException.class);
        if (isUnknownKey(failure)) {
            return "The token is signed with a key that the OpenID provider doesn't have.";
        } else if (fault == null) {
            return "The token can't be checked: it is not one that the OpenID provider signed.";
        } else if (fault.hasErrorCode(ErrorCodes.EXPIRED)) {
            return "The token has expired.";
        } else if (fault.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return "The token is not valid yet.";
        } else if (fault.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || fault.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "The token is for another audience, not for this server.";
        } else if (fault.hasErrorCode(ErrorCodes.ISSUER_INVALID) || fault.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "The token is from another issuer.";
        }
        return "The token's signature, or what it says of itself, is not right.";
    }

    /**
     * @param failure of the check
     * @return the provider has no key of that name
     */
    static boolean isUnknownKey(Throwable failure) {
        return find(failure, UnresolvableKeyException.class) != null;
    }

    private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
