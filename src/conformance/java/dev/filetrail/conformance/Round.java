// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.conformance;

import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.PromptMessage;
import io.quarkiverse.mcp.server.PromptResponse;
import io.quarkiverse.mcp.server.RawMessage;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * One round of a call that needs something of the client first (SEP-2322): what the client brought this time, and how it is
 * asked for what it lacks. The extension knows nothing of it: what came stands in the raw message, what is asked for in the
 * answer's {@code _meta}.
 */
final class Round {

    private static final String PREFIX = "dev.filetrail";
    private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    private static final MetaKey ASKED = MetaKey.of("inputRequired", PREFIX);
    private static final MetaKey LACKING = MetaKey.of("requiredCapabilities", PREFIX);

    private final JsonObject params;

    Round(RawMessage call) {
        this.params = call.asJsonObject().getJsonObject("params");
    }

    /**
     * What the client answered to one request.
     *
     * @param key of the request
     * @return the answer; null when there is none, or when it is no object
     */
    JsonObject answer(String key) {
        return params.getValue("inputResponses") instanceof JsonObject answers
                        && answers.getValue(key) instanceof JsonObject answer
                ? answer
                : null;
    }

    /** What the client was given to bring back; null when it brought nothing. */
    String state() {
        return params.getValue("requestState") instanceof String state ? state : null;
    }

    /** Whether the client says that it can do this. */
    boolean clientCan(String capability) {
        return params.getValue("_meta") instanceof JsonObject meta
                && meta.getValue(CAPABILITIES) instanceof JsonObject able
                && able.containsKey(capability);
    }

    /** The answer of a tool that asks the client first. */
    static ToolResponse ask(JsonObject requests, String state) {
        return new ToolResponse(false, List.of(), Map.of(ASKED, asked(requests, state)));
    }

    /** The answer of a prompt that asks the client first: the extension leaves out its own {@code _meta}, not its message's. */
    static PromptResponse askForPrompt(JsonObject requests) {
        return PromptResponse.withMessages(
                PromptMessage.withUserRole(new TextContent("Asked.", Map.of(ASKED, asked(requests, null)), null)));
    }

    /** The answer of a tool that can't do without something that the client did not say it has. */
    static ToolResponse lacks(String capability) {
        return new ToolResponse(true, List.of(), Map.of(LACKING, new JsonObject().put(capability, new JsonObject())));
    }

    private static JsonObject asked(JsonObject requests, String state) {
        JsonObject asked = new JsonObject().put("inputRequests", requests);
        return state == null ? asked : asked.put("requestState", state);
    }
}
