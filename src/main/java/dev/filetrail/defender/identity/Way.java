// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

/** How the application proves who it is. */
public enum Way {
    /** By a client secret. */
    SECRET("client secret"),
    /** By a certificate of its own. */
    CERTIFICATE("certificate"),
    /** By a token of another issuer, whom Entra trusts for this application. */
    WORKLOAD("workload identity"),
    /** By where it runs. */
    MANAGED("managed identity");

    private final String words;

    Way(String words) {
        this.words = words;
    }

    /** @return for people */
    public String words() {
        return words;
    }
}
