// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How somebody can be known. */
enum Way {
    /** Is on this machine; nobody asks who it is. */
    LOOPBACK,
    /** Brings a token of an OpenID provider. */
    OIDC,
    /** Brings a key of FileTrail's own. */
    API_KEY,
    /** Writes in a chat, which says itself who it is; opens no other door. */
    CHAT;

    /**
     * @param word as written in the configuration
     * @return none for anything else
     */
    static Optional<Way> of(String word) {
        String label = word.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(way -> way.label().equals(label)).findFirst();
    }

    /** @return as it is written in the configuration: {@code loopback}, {@code oidc}, {@code api-key} or {@code chat} */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
