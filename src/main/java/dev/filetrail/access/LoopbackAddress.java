// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import java.util.Locale;
import java.util.regex.Pattern;

/** The names that always mean this machine itself (RFC 6761, section 6.3; RFC 1122, section 3.2.1.3; RFC 4291, 2.5.3). */
final class LoopbackAddress {

    private static final Pattern IPV4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final int LONGEST_PORT = 5;

    private LoopbackAddress() {}

    /**
     * Compares whole names, never beginnings: {@code localhost.evil.example} is not this machine.
     *
     * @param host a name or an address, an IPv6 one with or without brackets
     * @return it means this machine
     */
    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("::1")
                || name.equals("[::1]")
                || (name.startsWith("127.") && IPV4.matcher(name).matches());
    }

    /**
     * The same with a port behind it, as it stands in {@code Host}.
     *
     * @param authority host and maybe a port
     * @return it means this machine
     */
    static boolean isLoopbackAuthority(String authority) {
        int colon = authority.lastIndexOf(':');
        return isLoopback(colon >= 0 && isPort(authority, colon + 1) ? authority.substring(0, colon) : authority);
    }

    private static boolean isPort(String authority, int from) {
        for (int i = from; i < authority.length(); i++) {
            if (authority.charAt(i) < '0' || authority.charAt(i) > '9') {
                return false;
            }
        }
        int digits = authority.length() - from;
        return digits >= 1 && digits <= LONGEST_PORT;
    }
}
