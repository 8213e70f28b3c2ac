package dev.filetrail.conformance;

import io.quarkiverse.mcp.server.Meta;
import io.quarkiverse.mcp.server.Prompt;
import io.quarkiverse.mcp.server.PromptMessage;
import io.quarkiverse.mcp.server.PromptResponse;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolResponse;
import io.vertx.core.json.JsonObject;

/** Tools, and a prompt, that answer only when the client has answered first. */
class AskingTools {

    private static final String NAME = "user_name";
    private static final String QUESTION = "capital_question";
    private static final String ROOTS = "client_roots";

    @Tool(name = "test_input_required_result_elicitation", description = "Asks the user for a name")
    ToolResponse elicitation(Meta meta) {
        JsonObject name = new Round(meta).answer(NAME);
        return name == null
                ? Round.ask(new JsonObject().put(NAME, askForName()), null)
                : ToolResponse.success("Hello, " + content(name, "name") + "!");
    }

    @Tool(name = "test_streaming_elicitation", description = "Asks the user for a name, never on the stream itself")
    ToolResponse streamingElicitation(Meta meta) {
        return elicitation(meta);
    }

    @Tool(name = "test_input_required_result_sampling", description = "Asks the client's model")
    ToolResponse sampling(Meta meta) {
        JsonObject said = new Round(meta).answer(QUESTION);
        return said == null
                ? Round.ask(new JsonObject().put(QUESTION, Requests.sample("What is the capital of France?")), null)
                : ToolResponse.success(said.getJsonObject("content").getString("text"));
    }

    @Tool(name = "test_input_required_result_list_roots", description = "Asks for the client's roots")
    ToolResponse roots(Meta meta) {
        JsonObject roots = new Round(meta).answer(ROOTS);
        return roots == null
                ? Round.ask(new JsonObject().put(ROOTS, Requests.roots()), null)
                : ToolResponse.success("Roots: " + roots.getJsonArray("roots").encode());
    }

    @Tool(name = "test_input_required_result_capabilities", description = "Asks only for what the client can do")
    ToolResponse whatTheClientCan(Meta meta) {
        Round round = new Round(meta);
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
    ToolResponse missingCapability(Meta meta) {
        return new Round(meta).clientCan("sampling")
                ? ToolResponse.success("The client can sample.")
                : Round.lacks("sampling");
    }

    @Prompt(name = "test_input_required_result_prompt", description = "A prompt that needs a context of the user")
    PromptResponse prompt(Meta meta) {
        String key = "user_context";
        JsonObject context = new Round(meta).answer(key);
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
