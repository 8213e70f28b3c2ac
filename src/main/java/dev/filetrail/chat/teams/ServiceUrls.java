// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The addresses that the bot's answers, and its token with them, may go to. They are compared part by part, never as text:
 * {@code https://smba.trafficmanager.net.evil.example/} begins like the right one.
 *
 * @param allowed base addresses
 */
record ServiceUrls(List<URI> allowed) {

    /** No escapes, no backslashes, nothing that anybody might read in two ways. */
    private static final Pattern PLAIN_PATH = Pattern.compile("(/[A-Za-z0-9_.~@:-]*)*");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Reads an address that may be used at all: https, or http on this machine.
     *
     * @param text anything, or null
     * @return empty when it is none, or says more than scheme, host, port and a plain path
     */
    static Optional<URI> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            boolean whole = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && PLAIN_PATH.matcher(uri.getRawPath()).matches()
                    && List.of(uri.getRawPath().split("/")).stream()
                            .noneMatch(part -> part.equals(".") || part.equals(".."));
            return whole && isSafe(uri) ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isSafe(URI uri) {
        return "https".equals(scheme(uri)) || ("http".equals(scheme(uri)) && LOOPBACK.contains(host(uri)));
    }

    /**
     * Looks whether answers may go there.
     *
     * @param text an activity's {@code serviceUrl}; anything, or null
     * @return the address without a slash at its end; empty when they may not
     */
    Optional<String> allowed(String text) {
        return parse(text)
                .filter(uri -> allowed.stream().anyMatch(base -> isBelow(uri, base)))
                .map(uri -> uri.toString().replaceAll("/+$", ""));
    }

    private static boolean isBelow(URI uri, URI base) {
        return scheme(uri).equals(scheme(base))
                && host(uri).equals(host(base))
                && port(uri) == port(base)
                && (path(uri).equals(path(base)) || path(uri).startsWith(path(base) + "/"));
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : scheme(uri).equals("https") ? 443 : 80;
    }

    private static String path(URI uri) {
        return uri.getRawPath().replaceAll("/+$", "");
    }
}
