// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a client and FileTrail say to each other, over one stream or in one exchange of HTTP. Every word of FileTrail's is held
 * to the schema; the client's only tell what is answered, and in which revision.
 */
public final class Conversation {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";
    private static final AtomicLong CHECKED = new AtomicLong();

    private final Map<JsonNode, JsonNode> asked = new HashMap<>();
    private String revision;

    /** One that is held in this revision unless it says otherwise; null when nothing was agreed on. */
    public Conversation(String revision) {
        this.revision = revision == null ? Revision.USUAL : orStateless(revision);
    }

    /** How many messages were held to a schema in this process, to know that it was not none. */
    public static long checked() {
        return CHECKED.get();
    }

    /** The client says something; what is no JSON is forgiven. */
    public synchronized void client(String message) {
        try {
            JsonNode said = JSON.readTree(message);
            if (said.has("method") && said.has("id")) {
                asked.put(said.path("id"), said);
            }
        } catch (JsonProcessingException e) {
            // A test of what FileTrail makes of it.
        }
    }

    /**
     * FileTrail says something.
     *
     * @param message one, or several in an array
     * @throws AssertionError when it is not what the schema of its revision lets it say
     */
    public synchronized void server(String message) {
        JsonNode said;
        try {
            said = JSON.readTree(message);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + message, e);
        }
        if (said.isArray()) {
            said.forEach(this::check);
        } else {
            check(said);
        }
    }

    private void check(JsonNode said) {
        JsonNode request = said.has("method") ? null : asked.remove(said.path("id"));
        String method = request == null ? null : request.path("method").asText();
        String in = revisionOf(request, said);
        List<String> faults = Revision.of(in).faults(said, method);
        CHECKED.incrementAndGet();
        if (!faults.isEmpty()) {
            throw new AssertionError("MCP " + in + " does not let a server say this"
                    + (method == null ? "" : " to " + method) + ": " + faults + "\n" + said);
        }
        if ("initialize".equals(method) && said.has("result")) {
            revision = in;
        }
    }

    /** What the request itself says comes first; to an {@code initialize} it is what the answer says. */
    private String revisionOf(JsonNode request, JsonNode said) {
        if (request == null) {
            // Where both eras share a stream, only one of them has subscriptions.
            return said.path("params").path("_meta").has(SUBSCRIPTION) ? Revision.STATELESS : revision;
        }
        JsonNode stateless = request.path("params").path("_meta").path(VERSION);
        if (stateless.isTextual()) {
            return orStateless(stateless.asText());
        }
        JsonNode agreed = said.path("result").path("protocolVersion");
        return request.path("method").asText().equals("initialize") && agreed.isTextual() ? agreed.asText() : revision;
    }

    /** A revision that nobody knows is refused in the words of the one that says how. */
    private static String orStateless(String revision) {
        return Revision.isKnown(revision) ? revision : Revision.STATELESS;
    }

    /** The messages in the body of a response: the one, or those of its events. */
    public static List<String> messages(String contentType, String body) {
        if (body == null || body.isBlank() || contentType == null) {
            return List.of();
        }
        if (contentType.startsWith("text/event-stream")) {
            return Arrays.stream(body.split("\\R\\R"))
                    .map(event -> String.join(
                            "\n",
                            event.lines()
                                    .filter(line -> line.startsWith("data:"))
                                    .map(line ->
                                            line.substring("data:".length()).strip())
                                    .toList()))
                    .filter(data -> !data.isEmpty())
                    .toList();
        }
        return contentType.startsWith("application/json") ? List.of(body) : List.of();
    }
}
