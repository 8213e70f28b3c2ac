// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

/**
 * Takes machines one by one while an answer is read, so that nobody ever holds the whole of it as text or objects. An
 * answer comes in pages, and a page may break off and be read again: what it gave is then void.
 */
public interface MachineSink {

    /** A page is read from its start: whatever came since the last {@link #pageRead()} is void. */
    void pageBegins();

    /** @param machine the next one */
    void add(Machine machine);

    /** What came since {@link #pageBegins()} is whole and stays. */
    void pageRead();

    /** @return how many machines came so far */
    int size();
}
