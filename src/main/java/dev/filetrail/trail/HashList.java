// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.util.List;

/**
 * The hashes in a text that somebody pasted: a column of a spreadsheet, a report with defanged links, JSON, Markdown, or all
 * of it at once.
 *
 * @param hashes each once, in the order given
 * @param duplicates how many more times they were given
 * @param notUnderstood what looks like a hash and is none, the first few, each once
 * @param moreNotUnderstood how many more of those there are
 */
public record HashList(
        List<FileHash> hashes, int duplicates, List<SweepReport.NotUnderstood> notUnderstood, int moreNotUnderstood) {

    /** Lists are not to be changed. */
    public HashList {
        hashes = List.copyOf(hashes);
        notUnderstood = List.copyOf(notUnderstood);
    }

    /**
     * Finds every SHA-1 and SHA-256. Words that look like no hash are passed over; what looks like one and is none, or not the
     * one that it is called, is listed, so that nothing is lost silently. Takes time in proportion to the text's length, whatever is in it.
     *
     * @param text anything; may be null
     * @return what was found, which may be nothing
     */
    public static HashList read(String text) {
        return new HashListReader().read(text == null ? "" : text);
    }
}
