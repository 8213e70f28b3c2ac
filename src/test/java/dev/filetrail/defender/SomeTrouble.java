// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import dev.filetrail.defender.DefenderException.Kind;

/** What goes wrong, for a test in another room. */
public final class SomeTrouble {

    private SomeTrouble() {}

    /** Defender is down. */
    public static DefenderException outage() {
        return DefenderException.of(Kind.SERVICE_FAILED, "Defender is down.")
                .toDo("Wait.")
                .exception();
    }
}
