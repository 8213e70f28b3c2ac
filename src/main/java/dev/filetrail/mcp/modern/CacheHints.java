// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import dev.filetrail.trail.Delegation;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** For how long, and by whom, an answer may be used again (MCP 2026-07-28, section on caching). */
@Singleton
class CacheHints {

    private static final Duration WHILE_A_RELEASE_LASTS = Duration.ofMinutes(5);
    /** A page of the program's own, the same for everybody. */
    private static final String PAGE = "ui://";

    private final Delegation delegation;

    CacheHints(Delegation delegation) {
        this.delegation = delegation;
    }

    /**
     * Adds the hints to a result, where it has any.
     *
     * @param result complete
     * @param method of the request
     * @param uri of the resource that was read; null when none was
     */
    void add(JsonObject result, String method, String uri) {
        if (method.equals(Methods.READ_RESOURCE)) {
            boolean page = uri != null && uri.startsWith(PAGE);
            // What a person may see is nobody else's, and how old an answer is FileTrail itself knows best.
            add(result, page ? WHILE_A_RELEASE_LASTS : Duration.ZERO, page);
        } else if (method.equals(Methods.DISCOVER) || Methods.isList(method)) {
            // What there is to call depends on the person only where FileTrail asks with the person's own rights.
            add(result, WHILE_A_RELEASE_LASTS, !delegation.isOn());
        }
    }

    private static void add(JsonObject result, Duration time, boolean everybody) {
        result.put("ttlMs", time.toMillis()).put("cacheScope", everybody ? "public" : "private");
    }
}
