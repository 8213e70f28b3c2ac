// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import dev.filetrail.defender.DefenderException.Kind;
import java.net.URI;

/** Where an answer goes on: {@code @odata.nextLink} (OData JSON format 4.0, section 4.5.5). */
final class NextLink {

    private NextLink() {}

    /**
     * Makes an address of it. The next page must be where the first one was, since the token goes with the question.
     *
     * @param link as it came
     * @param base the address of the API
     * @return the whole address
     * @throws DefenderException when it leads elsewhere
     */
    static String onSameHost(String link, String base) {
        try {
            URI here = URI.create(base + "/");
            URI next = here.resolve(escaped(link));
            if (here.getScheme().equalsIgnoreCase(next.getScheme())
                    && here.getRawAuthority().equalsIgnoreCase(next.getRawAuthority())) {
                return next.toString();
            }
        } catch (IllegalArgumentException e) {
            // refused below, like a link to elsewhere
        }
        throw DefenderException.of(
                        Kind.BROKEN_ANSWER,
                        "Defender's answer goes on at another address, which FileTrail does not ask.")
                .toDo("FileTrail's operator: if a proxy stands between, it must rewrite @odata.nextLink too; or set"
                        + " filetrail.defender.url to the host that the links name.")
                .exception();
    }

    /** What must not stand in an address as it is, but may well stand in a link: OData leaves it to the server. */
    private static String escaped(String link) {
        StringBuilder escaped = new StringBuilder(link.length());
        for (char each : link.toCharArray()) {
            if (each <= ' ' || each == 0x7F || "\"<>\\^`{|}".indexOf(each) >= 0) {
                escaped.append(String.format("%%%02X", (int) each));
            } else {
                escaped.append(each);
            }
        }
        return escaped.toString();
    }
}
