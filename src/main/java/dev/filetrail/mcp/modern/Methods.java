// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import java.util.Set;

/** The methods of the stateless revision; what others there were before it has taken out (MCP 2026-07-28, changelog). */
final class Methods {

    static final String DISCOVER = "server/discover";
    static final String LISTEN = "subscriptions/listen";
    static final String CALL_TOOL = "tools/call";
    static final String GET_PROMPT = "prompts/get";
    static final String READ_RESOURCE = "resources/read";
    static final String CANCELLED = "notifications/cancelled";

    private static final Set<String> LISTS =
            Set.of("tools/list", "prompts/list", "resources/list", "resources/templates/list");

    private static final Set<String> OTHERS =
            Set.of(DISCOVER, LISTEN, CALL_TOOL, GET_PROMPT, READ_RESOURCE, "completion/complete");

    private Methods() {}

    static boolean isKnown(String method) {
        return OTHERS.contains(method) || LISTS.contains(method);
    }

    /** @return whether it gives a list, or a page of one */
    static boolean isList(String method) {
        return LISTS.contains(method);
    }

    /**
     * What a request is about, which HTTP mirrors in {@code Mcp-Name} (MCP 2026-07-28, section on standard request headers).
     *
     * @param method of the request
     * @return the parameter that says it; null for methods that are about nothing in particular
     */
    static String subject(String method) {
        return switch (method) {
            case CALL_TOOL, GET_PROMPT -> "name";
            case READ_RESOURCE -> "uri";
            default -> null;
        };
    }
}
