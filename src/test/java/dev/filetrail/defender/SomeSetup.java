// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import jakarta.enterprise.inject.Vetoed;

/** Where Defender is, and who we are there, when it does not matter. */
@Vetoed
public final class SomeSetup extends DefenderSetup {

    /** For a test. */
    public SomeSetup() {
        super(null, null, null);
    }

    @Override
    public String portal() {
        return "https://portal.example";
    }

    @Override
    public String cloudName() {
        return "commercial";
    }

    @Override
    public boolean onBehalfOf() {
        return false;
    }

    @Override
    public String tenantId() {
        return "tenant";
    }

    @Override
    public String clientId() {
        return "client";
    }
}
