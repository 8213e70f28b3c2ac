// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

/** Who is at a door at this moment. Told by whoever guards the doors. */
public interface Visits {

    /**
     * The visit that the current request is.
     *
     * @return who asks, and at which door; nobody gets here unguarded
     */
    Visit current();

    /** @return whose request the current one is */
    Caller caller();
}
