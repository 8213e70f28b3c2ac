// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signatures of JSON Web Tokens (RFC 7518): RS256, PS256 and HS256. */
final class JsonWebSignature {

    static final String RS256 = "RS256";
    static final String PS256 = "PS256";

    /** RFC 7518, 3.5: the salt is as long as the hash. */
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private static final int RSA_BITS = 2_048;

    private JsonWebSignature() {}

    static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    static byte[] sign(String algorithm, PrivateKey key, String content) {
        try {
            Signature signature = signature(algorithm);
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /** False for a wrong signature, and for any algorithm but RS256 and PS256: none of the others has a public key here. */
    static boolean verifies(String algorithm, PublicKey key, String content, byte[] signed) {
        if (algorithm == null || !Set.of(RS256, PS256).contains(algorithm)) {
            return false;
        }
        try {
            Signature signature = signature(algorithm);
            signature.initVerify(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.verify(signed);
        } catch (SignatureException e) {
            // The bytes are no signature of this key at all: of another length, for one.
            return false;
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /** HS256. */
    static byte[] hmac(byte[] secret, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    private static Signature signature(String algorithm) throws GeneralSecurityException {
        if (algorithm.equals(RS256)) {
            return Signature.getInstance("SHA256withRSA");
        }
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(PSS);
        return signature;
    }

    private static IllegalStateException unavailable(GeneralSecurityException e) {
        return new IllegalStateException("Every Java platform has RSA, HmacSHA256 and their signatures", e);
    }
}
