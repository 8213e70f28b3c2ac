// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Web addresses as they are configured. */
final class Address {

    private Address() {}

    /**
     * Reads an absolute address of the web.
     *
     * @param text anything
     * @return none unless it is {@code http} or {@code https}, with a host, and without user, query and fragment
     */
    static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text);
            boolean usable = ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return usable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * The origin of an address, as a browser writes it: in lower case, without the scheme's own port (RFC 6454, section 6.2).
     *
     * @param address an absolute one
     * @return {@code https://filetrail.example.com}
     */
    static String origin(URI address) {
        boolean ordinary = address.getPort() == -1
                || address.getPort() == (address.getScheme().equals("https") ? 443 : 80);
        return address.getScheme() + "://" + address.getHost().toLowerCase(Locale.ROOT)
                + (ordinary ? "" : ":" + address.getPort());
    }
}
