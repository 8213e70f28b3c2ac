// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The console's page, open to all: it holds no answer, and asks for a key or token itself when FileTrail wants one. What a
 * browser may do with it stands in the page, with the digests of its script and style; here that is said once more as a header,
 * which a browser reads before the first byte, and with it that no other page may show it in a frame: whoever clicks in it is
 * to see what it is.
 */
final class ConsolePage {

    private static final Set<String> PATHS = Set.of("/", "/index.html");
    private static final String FILE = "/META-INF/resources/index.html";
    private static final Pattern POLICY =
            Pattern.compile("http-equiv=\"Content-Security-Policy\"\\s+content=\"([^\"]+)\"");

    private String policy;

    /**
     * Whether a request is for the page, and nothing else. If so, the answer gets its headers.
     *
     * @param context the request
     * @return it may pass without a credential
     */
    boolean opens(RoutingContext context) {
        HttpMethod method = context.request().method();
        // As it stands: what is only normalized to this path is another request.
        if (!isAt(context.request().path()) || !(method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))) {
            return false;
        }
        HttpServerResponse response = context.response();
        response.putHeader("Content-Security-Policy", policy());
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("X-Frame-Options", "DENY");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return true;
    }

    /**
     * Whether it stands somewhere.
     *
     * @param path of a request
     * @return it does there
     */
    static boolean isAt(String path) {
        return PATHS.contains(path);
    }

    private synchronized String policy() {
        if (policy == null) {
            policy = read() + "; frame-ancestors 'none'";
        }
        return policy;
    }

    private static String read() {
        try (InputStream in = ConsolePage.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + FILE);
            }
            Matcher page = POLICY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            if (!page.find()) {
                throw new IllegalStateException("the page says nothing of what a browser may do with it");
            }
            return page.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
