// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.CompletionStage;

/** How a transport tells, for the call at hand, when whoever made it no longer waits for the answer. Over HTTP the connection tells. */
@RequestScoped
public class Leaving {

    private CompletionStage<?> left;

    /** For the container. */
    Leaving() {}

    /** @param left is completed when the asker has left; on the context that the call is worked on */
    public void told(CompletionStage<?> left) {
        this.left = left;
    }

    /** @return null when only the connection tells */
    public CompletionStage<?> left() {
        return left;
    }
}
