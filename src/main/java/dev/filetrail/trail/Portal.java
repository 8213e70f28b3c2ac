// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Where a person finds in the Defender portal what an answer speaks of.
 *
 * @param address base address of the portal, without a slash at its end
 */
record Portal(String address) {

    /** What needs no escape in an address (RFC 3986, section 2.3), by its code; there are 25 ids of 40 such in an answer. */
    private static final boolean[] SAFE = new boolean['z' + 1];

    static {
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
                .chars()
                .forEach(each -> SAFE[each] = true);
    }

    /** @return the page of a machine; that of all of them when its id is none that fits an address */
    String machine(String id) {
        return page("machines", id);
    }

    /** @return the page of an alert; that of all of them when its id is none that fits an address */
    String alert(String id) {
        return page("alerts", id);
    }

    /** @return the page of a file, which the portal knows by either hash */
    String file(FileHash hash) {
        return address + "/file/" + hash.hex();
    }

    /** @return what {@link #machine} begins with, where the id follows */
    String beforeMachine() {
        return address + "/machines/";
    }

    /**
     * Whether an id fits an address.
     *
     * @param utf8 has the id in it
     * @param from where it begins
     * @param to where it ends
     * @return true when none of its characters would mean something else there
     */
    static boolean isSafeInALink(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            byte each = utf8[i];
            if (each < 0 || each >= SAFE.length || !SAFE[each]) {
                return false;
            }
        }
        return from < to;
    }

    private static boolean isSafeInALink(String id) {
        byte[] utf8 = id.getBytes(UTF_8);
        return isSafeInALink(utf8, 0, utf8.length);
    }

    private String page(String of, String id) {
        return id != null && isSafeInALink(id) ? address + "/" + of + "/" + id : address + "/" + of;
    }
}
