// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.conformance;

import io.quarkiverse.mcp.server.Prompt;
import io.quarkiverse.mcp.server.PromptMessage;
import io.quarkiverse.mcp.server.PromptResponse;
import io.quarkiverse.mcp.server.RawMessage;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolResponse;
import io.vertx.core.json.JsonObject;

/** Tools, and a prompt, that answer only when the client has answered first. */
class AskingTools {

    private static final String NAME = "user_name";
    private static final String QUESTION = "capital_question";
    private static final String ROOTS = "client_roots";

    @Tool(name = "test_input_required_result_elicitation", description = "Asks the user for a name")
    ToolResponse elicitation(RawMessage call) {
        JsonObject name = new Round(call).answer(NAME);
        return name == null
                ? Round.ask(new JsonObject().put(NAME, askForName()), null)
                : ToolResponse.success("Hello, " + content(name, "name") + "!");
    }

    @Tool(name = "test_streaming_elicitation", description = "Asks the user for a name, never on the stream itself")
    ToolResponse streamingElicitation(RawMessage call) {
        return elicitation(call);
    }

    @Tool(name = "test_input_required_result_sampling", description = "Asks the client's model")
    ToolResponse sampling(RawMessage call) {
        JsonObject said = new Round(call).answer(QUESTION);
        return said == null
                ? Round.ask(new JsonObject().put(QUESTION, Requests.sample("What is the capital of France?")), null)
                : ToolResponse.success(said.getJsonObject("content").getString("text"));
    }

    @Tool(name = "test_input_required_result_list_roots", description = "Asks for the client's roots")
    ToolResponse roots(RawMessage call) {
        JsonObject roots = new Round(call).answer(ROOTS);
        return roots == null
                ? Round.ask(new JsonObject().put(ROOTS, Requests.roots()), null)
                : ToolResponse.success("Roots: " + roots.getJsonArray("roots").encode());
    }

    @Tool(name = "test_input_required_result_capabilities", description = "Asks only for what the client can do")
    ToolResponse whatTheClientCan(RawMessage call) {
        Round round = new Round(call);
        JsonObject requests = new JsonObject();
        if (round.clientCan("sampling")) {
            requests.put(QUESTION, Requests.sample("What is the capital of France?"));
        }
        if (round.clientCan("elicitation")) {
            requests.put(NAME, askForName());
        }
        return Round.ask(requests, null);
    }

    @Tool(name = "test_missing_capability", description = "Can't do without sampling")
    ToolResponse missingCapability(RawMessage call) {
        return new Round(call).clientCan("sampling")
                ? ToolResponse.success("The client can sample.")
                : Round.lacks("sampling");
    }

    @Prompt(name = "test_input_required_result_prompt", description = "A prompt that needs a context of the user")
    PromptResponse prompt(RawMessage call) {
        String key = "user_context";
        JsonObject context = new Round(call).answer(key);
        return context == null
                ? Round.askForPrompt(new JsonObject()
                        .put(key, Requests.form("What context should the prompt use?", "context", "string")))
                : PromptResponse.withMessages(
                        PromptMessage.withUserRole("Use this context: " + content(context, "context")));
    }

    private static JsonObject askForName() {
        return Requests.form("What is your name?", "name", "string");
    }

    static Object content(JsonObject answer, String field) {
        return answer.getJsonObject("content", new JsonObject()).getValue(field);
    }
}
