// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.Collections;
import java.util.Map;

/**
 * A client assertion that reached the sign-in, whether it was accepted or not: what a certificate or another identity
 * provider signed instead of a secret.
 *
 * @param header the JSON of its header
 * @param claims the JSON of its claims; numbers are {@link Number}
 */
public record ClientAssertion(Map<String, Object> header, Map<String, Object> claims) {

    /** Keeps the maps as they are, and lets nobody change them. */
    public ClientAssertion {
        header = Collections.unmodifiableMap(header);
        claims = Collections.unmodifiableMap(claims);
    }
}
