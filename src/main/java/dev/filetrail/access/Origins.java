// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import dev.filetrail.ForeignText;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/**
 * Keeps out the web pages of others, which can make a person's own browser ask us (MCP, section "Security Warning" of the
 * Streamable HTTP transport): an {@code Origin}, where there is one, must be allowed as it stands. And where FileTrail listens
 * on this machine only, the {@code Host} must be this machine: else a page's own name has been pointed here (DNS rebinding).
 */
final class Origins {

    /** Those of this machine, as Quarkus' filter for browsers reads them. */
    static final Set<String> THIS_MACHINE = Set.of("/https?://(localhost|127[.0-9]+|.::1.)(:[0-9]+)?/");

    private static final int LONGEST_SHOWN = 100;

    private final Set<String> allowed;
    private final boolean thisMachine;
    private final boolean hostIsThisMachine;

    private Origins(Set<String> allowed, boolean thisMachine, boolean hostIsThisMachine) {
        this.allowed = allowed;
        this.thisMachine = thisMachine;
        this.hostIsThisMachine = hostIsThisMachine;
    }

    /**
     * @param rules whose pages may ask
     * @param hostIsThisMachine {@code Host} must mean this machine
     * @return the check
     */
    static Origins of(AccessRules rules, boolean hostIsThisMachine) {
        boolean loopback = rules.ways().contains(Way.LOOPBACK);
        return new Origins(loopback ? Set.of() : rules.origins(), loopback, hostIsThisMachine);
    }

    /**
     * Lets a request pass or refuses it.
     *
     * @param context the request
     */
    void check(RoutingContext context) {
        String authority = context.request().authority() == null
                ? ""
                : context.request().authority().toString();
        List<String> origins = context.request().headers().getAll(HttpHeaders.ORIGIN);
        if (hostIsThisMachine && !LoopbackAddress.isLoopbackAuthority(authority)) {
            refuse(
                    context,
                    "The Host '" + ForeignText.oneLine(authority, LONGEST_SHOWN) + "' is not this machine."
                            + " It answers on localhost, to programs on the same machine.");
        } else if (!origins.stream().allMatch(this::isAllowed)) {
            String page = "A page from '" + ForeignText.oneLine(String.join(", ", origins), LONGEST_SHOWN)
                    + "' may not ask FileTrail.";
            refuse(
                    context,
                    page
                            + (thisMachine
                                    ? " It answers on localhost, to programs on the same machine."
                                    : " Its operator can allow the origin in filetrail.access.origins."));
        } else {
            context.next();
        }
    }

    /**
     * Says it in words when Quarkus' own filter could make nothing of an {@code Origin}.
     *
     * @param context a request that has failed
     */
    static void failed(RoutingContext context) {
        if (context.statusCode() == 403) {
            refuse(context, "A page from there may not ask FileTrail.");
        } else {
            context.next();
        }
    }

    private boolean isAllowed(String origin) {
        return thisMachine ? isThisMachine(origin) : allowed.contains(origin);
    }

    private static boolean isThisMachine(String origin) {
        for (String scheme : List.of("http://", "https://")) {
            if (origin.startsWith(scheme)) {
                return LoopbackAddress.isLoopbackAuthority(origin.substring(scheme.length()));
            }
        }
        return false;
    }

    private static void refuse(RoutingContext context, String detail) {
        // The management port would let any page read that it may not read.
        context.response().headers().remove(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
        new Problem(403, detail).answer(context);
    }
}
