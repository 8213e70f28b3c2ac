// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.io.IOException;

/** An answer is larger than this program is allowed to hold. */
final class TooMany extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * @param most that it may hold
     * @param what of, in the plural
     */
    TooMany(int most, String what) {
        super("more than " + most + " " + what);
    }
}
