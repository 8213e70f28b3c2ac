package dev.filetrail.mcp;

import dev.filetrail.trail.TrailException;
import io.quarkiverse.mcp.server.ToolResponse;
import org.jboss.logging.Logger;

/** What a tool says instead of an answer: in its result, where the model reads it. */
final class ToolTrouble {

    private static final Logger LOG = Logger.getLogger(ToolTrouble.class);

    private ToolTrouble() {}

    /**
     * Puts a failure into words.
     *
     * @param failure why there is no answer
     * @return the result of the call
     */
    static ToolResponse told(Throwable failure) {
        if (failure instanceof TrailException e) {
            return ToolResponse.error(e.inWords());
        }
        LOG.error("A question ended in a fault", failure);
        return ToolResponse.error("FileTrail itself failed; nothing is wrong with the question. Its log says why:"
                + " FileTrail's operator looks there.");
    }
}
