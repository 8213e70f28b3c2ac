// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name of a computer, full or short, and which machines go by it: those of exactly that name, and those of which it is the
 * beginning up to a dot, or, when nobody goes by the full name, those that are known by the short one only.
 */
final class MachineName {

    private final String name;

    /** @param name as it was given */
    MachineName(String name) {
        this.name = name;
    }

    /**
     * The address of the machines that go by it, as far as the service can tell (API pages "List machines", which names the
     * properties that it filters by, and "OData queries", which has {@code eq} and {@code startswith}). Whether it heeds case is
     * not documented: it keeps most names in lower case, others as they were given.
     *
     * @param base of the API
     * @param most how many at the most
     * @return the whole address; whatever stands in the name stays within the quotes
     */
    String address(String base, int most) {
        String lower = name.toLowerCase(Locale.ROOT);
        String filter = Stream.of(lower, name)
                .distinct()
                .flatMap(each -> Stream.of(
                        "computerDnsName eq " + quoted(each), "startswith(computerDnsName," + quoted(each + ".") + ")"))
                .collect(Collectors.joining(" or "));
        String shortName = shortName(lower);
        if (!shortName.equals(lower)) {
            filter += " or computerDnsName eq " + quoted(shortName);
        }
        return base + "/api/machines?$filter=" + encoded(filter) + "&$top=" + most;
    }

    /**
     * Whether a machine goes by it.
     *
     * @param machine the machine's name; null when it has none
     * @return it does, or might
     */
    boolean fits(String machine) {
        String given = name.toLowerCase(Locale.ROOT);
        String known = machine == null ? "" : machine.toLowerCase(Locale.ROOT);
        return known.equals(given) || known.startsWith(given + ".") || isShortOf(known, given);
    }

    /**
     * Whether a machine is known by the short form of it only.
     *
     * @param machine the machine's name; null when it has none
     * @return the domain is unknown, so that it may be another one
     */
    boolean isKnownByShortName(String machine) {
        return machine != null && isShortOf(machine.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    private static boolean isShortOf(String known, String given) {
        return !known.equals(given) && known.equals(shortName(given));
    }

    private static String shortName(String name) {
        int dot = name.indexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /** A quote within the quotes is doubled (OData 4.01, URL conventions, section 5.1.1.6.2). */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
