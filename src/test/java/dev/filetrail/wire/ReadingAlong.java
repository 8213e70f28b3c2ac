// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.wire;

import io.restassured.RestAssured;

/** Has every test that asks by RestAssured read along what FileTrail says over MCP. */
public final class ReadingAlong {

    private ReadingAlong() {}

    /** From now on, in this process; to say so again changes nothing. */
    public static void begin() {
        if (RestAssured.filters().stream().noneMatch(WireFilter.class::isInstance)) {
            RestAssured.filters(new WireFilter());
        }
    }
}
