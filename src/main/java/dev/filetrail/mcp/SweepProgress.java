// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import dev.filetrail.trail.SweepWatch;
import io.quarkiverse.mcp.server.Progress;

/** Tells a client how a sweep goes on, if it wants to know: when it sent a progress token (MCP section on progress). */
final class SweepProgress implements SweepWatch {

    private final Progress progress;
    private int told = -1;

    /** @param progress of the call */
    SweepProgress(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void progressed(int done, int of) {
        // It has to rise with each message.
        if (progress.token().isEmpty() || done <= told) {
            return;
        }
        told = done;
        progress.notificationBuilder()
                .setProgress(done)
                .setTotal(of)
                .setMessage(done + " of " + of + " files")
                .build()
                .sendAndForget();
    }
}
