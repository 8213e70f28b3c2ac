// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import java.time.Duration;

/** Somebody who waits for a call in a test, and remembers what came. */
class Teller implements CallBudget.Asker {

    private Call call;
    private Duration refused;
    private int told;

    @Override
    public void granted(Call granted) {
        call = granted;
        told++;
    }

    @Override
    public void refused(Duration wait) {
        refused = wait;
        told++;
    }

    /** The call, null while there is none. */
    Call call() {
        return call;
    }

    /** How long to wait, null unless refused. */
    Duration refused() {
        return refused;
    }

    /** How often something was told; more than once is a fault. */
    int told() {
        return told;
    }
}
