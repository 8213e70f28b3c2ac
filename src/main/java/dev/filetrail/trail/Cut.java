// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.trail.MachinesReport.Sighting;
import dev.filetrail.trail.MachinesReport.Summary;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Supplier;

/** An answer filtered, put in order and summed up: what all pages of a question have in common. */
final class Cut {

    private final int[] matches;
    private final Summary summary;
    private int from;
    private int to;
    /** A page takes ten times the room of the table it was made from, so it is there only while somebody holds it. */
    private WeakReference<List<Sighting>> page = new WeakReference<>(null);

    /**
     * @param matches places in the answer's table, in order
     * @param summary over all of them
     */
    Cut(int[] matches, Summary summary) {
        this.matches = matches;
        this.summary = summary;
    }

    /** @return places in the answer's table, in order; not to be changed */
    int[] matches() {
        return matches;
    }

    /** @return what is told of all of them */
    Summary summary() {
        return summary;
    }

    /**
     * A page, the same one again while somebody still holds it.
     *
     * @param first its first match
     * @param end the first match that is no longer on it
     * @param make makes it
     * @return its machines
     */
    synchronized List<Sighting> page(int first, int end, Supplier<List<Sighting>> make) {
        List<Sighting> made = first == from && end == to ? page.get() : null;
        if (made == null) {
            made = make.get();
            page = new WeakReference<>(made);
            from = first;
            to = end;
        }
        return made;
    }
}
