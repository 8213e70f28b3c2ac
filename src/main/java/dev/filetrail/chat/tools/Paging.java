// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.tools;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** What a list without room for it has to say of itself in headers: how long it is, what comes next and when, and that it is stale. */
final class Paging {

    private Paging() {}

    /**
     * Tells it.
     *
     * @param structure of an answer
     * @param response gets the headers
     */
    static void tell(JsonObject structure, HttpServerResponse response) {
        for (String total : new String[] {"matching_machines", "matching_alerts"}) {
            if (structure.getValue(total) instanceof Number number) {
                response.putHeader("X-Total-Count", number.toString());
            }
        }
        if (structure.getValue("next_cursor") instanceof String cursor) {
            response.putHeader("X-Next-Cursor", cursor);
        }
        if (structure.getValue("retry_after_seconds") instanceof Number seconds) {
            response.putHeader("Retry-After", seconds.toString());
        }
        if (Boolean.TRUE.equals(structure.getValue("stale"))
                && structure.getValue("age_seconds") instanceof Number seconds) {
            response.putHeader("X-Stale-Age", seconds.toString());
        }
    }
}
