// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Map;

/** The keys that the tenant signs its people's tokens with: one at a time, made when it is first needed. */
final class SigningKeys {

    private KeyPair current;

    /** The pair in use. */
    synchronized KeyPair current() {
        if (current == null) {
            rotate();
        }
        return current;
    }

    /** Takes a new pair into use; the one before is neither published nor accepted any more. */
    synchronized void rotate() {
        current = JsonWebSignature.newKeyPair();
    }

    /** A key's id: the same for the same key. */
    static String id(KeyPair pair) {
        return Digest.base64("SHA-1", pair.getPublic().getEncoded());
    }

    /** The public half as in a JSON Web Key Set (RFC 7517), with the members that Entra gives it. */
    Map<String, Object> published(String issuer) {
        Map<String, Object> key = published();
        key.put("issuer", issuer);
        return key;
    }

    /** The public half as in a JSON Web Key Set (RFC 7517). */
    Map<String, Object> published() {
        KeyPair pair = current();
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return WireJson.object(
                "kty",
                "RSA",
                "use",
                "sig",
                "kid",
                id(pair),
                "n",
                base64(key.getModulus()),
                "e",
                base64(key.getPublicExponent()));
    }

    /** RFC 7518, 2: without the byte of zeros that Java puts before a high first bit. */
    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return JsonWebToken.base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
