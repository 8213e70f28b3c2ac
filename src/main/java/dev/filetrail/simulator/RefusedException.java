// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.Map;

/** A request that the token endpoint refuses, and in which words. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SignInError error;
    private final String detail;
    private final String claims;

    RefusedException(SignInError error) {
        this(error, "");
    }

    /** The detail fills the error's text. */
    RefusedException(SignInError error, String detail) {
        this(error, detail, null);
    }

    /** The claims, a JSON document, are what the person must bring next time; null for none. */
    RefusedException(SignInError error, String detail, String claims) {
        // Nobody looks at where it was thrown: it is an answer, not a mishap.
        super(error + " " + detail, null, false, false);
        this.error = error;
        this.detail = detail;
        this.claims = claims;
    }

    SignInError error() {
        return error;
    }

    String detail() {
        return detail;
    }

    /** What the error's JSON has beside that of every error. */
    Map<String, Object> further() {
        return claims == null ? Map.of() : Map.of("claims", claims);
    }
}
