// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.util.regex.Pattern;

/**
 * Where a person finds in the Defender portal what an answer speaks of.
 *
 * @param address base address of the portal, without a slash at its end
 */
record Portal(String address) {

    private static final Pattern SAFE_IN_A_LINK = Pattern.compile("[A-Za-z0-9._-]+");

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

    private String page(String of, String id) {
        return id != null && SAFE_IN_A_LINK.matcher(id).matches() ? address + "/" + of + "/" + id : address + "/" + of;
    }
}
