// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.conformance;

import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import io.quarkiverse.mcp.server.McpException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A state that goes to the client and comes back, with a seal that shows whether somebody changed it on the way. */
final class SealedState {

    private static final String ALGORITHM = "HmacSHA256";
    /** No secret: who tests knows it. Every replica has the same. */
    private static final byte[] KEY = "conformance".getBytes(StandardCharsets.UTF_8);

    private SealedState() {}

    static String seal(String state) {
        return state + "." + seal(state.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Takes the seal off.
     *
     * @param sealed what came back; may be null
     * @return the state
     * @throws McpException when it is missing or was changed
     */
    static String open(String sealed) {
        int end = sealed == null ? -1 : sealed.lastIndexOf('.');
        if (end < 0
                || !MessageDigest.isEqual(
                        seal(sealed.substring(0, end)).getBytes(StandardCharsets.UTF_8),
                        sealed.getBytes(StandardCharsets.UTF_8))) {
            throw new McpException("The requestState was changed", JsonRpcErrorCodes.INVALID_PARAMS);
        }
        return sealed.substring(0, end);
    }

    private static String seal(byte[] state) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(KEY, ALGORITHM));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(state));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
