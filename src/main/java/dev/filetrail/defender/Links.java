// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.util.HashSet;
import java.util.Set;

/** The links that lead through one list, from its second page on. */
final class Links {

    private final String base;
    private final int mostPages;
    private final Set<String> followed = new HashSet<>();
    private String next;

    /**
     * No page has led on yet.
     *
     * @param base the address of the API
     * @param mostPages how many pages a list may have, the first one included
     */
    Links(String base, int mostPages) {
        this.base = base;
        this.mostPages = mostPages;
    }

    /**
     * A page has led on.
     *
     * @param link as it came
     * @throws DefenderException when it leads elsewhere, or round in a circle, or too far
     */
    void leadOn(String link) {
        next = NextLink.onSameHost(link, base);
        if (!followed.add(next)) {
            throw Trouble.brokenAnswer("its pages lead in a circle", null);
        }
        if (followed.size() >= mostPages) {
            throw Trouble.tooLarge("it has more than " + mostPages + " pages", null);
        }
    }

    /** @return the whole address of the page that is next */
    String next() {
        return next;
    }
}
