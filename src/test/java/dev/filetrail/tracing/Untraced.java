// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.tracing;

/** Where nobody records anything. */
public final class Untraced {

    private Untraced() {}

    /** Without a collector. */
    public static Tracer tracer() {
        return new Tracer(1, null);
    }
}
