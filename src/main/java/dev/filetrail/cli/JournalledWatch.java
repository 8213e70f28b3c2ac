// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import dev.filetrail.trail.SweepReport.FailedHash;
import dev.filetrail.trail.SweepWatch;
import dev.filetrail.trail.SweptAnswer;

/** Writes down what a sweep brings back, and shows how far it is. */
final class JournalledWatch implements SweepWatch {

    private final SweepJournal journal;
    private final SweepBar bar;

    JournalledWatch(SweepJournal journal, SweepBar bar) {
        this.journal = journal;
        this.bar = bar;
    }

    @Override
    public void progressed(int done, int of) {
        bar.progressed(done);
    }

    @Override
    public void answered(SweptAnswer answer) {
        journal.write(answer);
    }

    @Override
    public void failedForGood(FailedHash failed) {
        journal.write(failed);
    }

    @Override
    public void callBegins(String kind) {
        journal.callBegins(kind);
    }

    @Override
    public void callEnds(String kind, boolean made) {
        journal.callEnds(kind, made);
    }
}
