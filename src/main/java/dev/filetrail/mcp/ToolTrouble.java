// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import dev.filetrail.trail.TrailException;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * What a tool says instead of an answer: in its result, where the model reads it, and once more for programs in the result's
 * {@code _meta}.
 */
final class ToolTrouble {

    private static final Logger LOG = Logger.getLogger(ToolTrouble.class);

    /**
     * Holds {@code outcome}, one word; {@code retry_after_seconds} where waiting helps; and {@code defender_correlation_id} where
     * Defender gave one.
     */
    private static final MetaKey FACTS = MetaKey.of("error", "dev.filetrail");

    private ToolTrouble() {}

    /**
     * Puts a failure into words.
     *
     * @param failure why there is no answer
     * @return the result of the call
     */
    static ToolResponse told(Throwable failure) {
        if (failure instanceof TrailException e) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("outcome", e.outcome());
            if (e.waitSeconds() != null) {
                facts.put("retry_after_seconds", e.waitSeconds());
            }
            if (e.correlationId() != null) {
                facts.put("defender_correlation_id", e.correlationId());
            }
            return error(e.inWords(), facts);
        }
        LOG.error("A question ended in a fault", failure);
        return error(
                "FileTrail itself failed; nothing is wrong with the question. Its log says why: FileTrail's operator looks"
                        + " there.",
                Map.of("outcome", "fault"));
    }

    private static ToolResponse error(String words, Map<String, Object> facts) {
        return new ToolResponse(true, List.of(new TextContent(words)), Map.of(FACTS, facts));
    }
}
