// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

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

    private static boolean isSafeInALink(String id) {
        for (int i = 0; i < id.length(); i++) {
            char each = id.charAt(i);
            if (each >= SAFE.length || !SAFE[each]) {
                return false;
            }
        }
        return !id.isEmpty();
    }

    private String page(String of, String id) {
        return id != null && isSafeInALink(id) ? address + "/" + of + "/" + id : address + "/" + of;
    }
}
