// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.conformance;

import io.quarkiverse.mcp.server.RawMessage;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolResponse;
import io.vertx.core.json.JsonObject;

/** Tools that give the client a state to bring back with its answers, since the server keeps none. */
class RememberingTools {

    private static final String CONFIRM = "confirm";

    @Tool(name = "test_input_required_result_request_state", description = "Asks, and wants its state back")
    ToolResponse state(RawMessage call) {
        Round round = new Round(call);
        if (round.answer(CONFIRM) == null) {
            JsonObject requests = new JsonObject().put(CONFIRM, Requests.form("Please confirm", "ok", "boolean"));
            return Round.ask(requests, SealedState.seal("asked"));
        }
        return ToolResponse.success("state-ok: " + SealedState.open(round.state()));
    }

    @Tool(
            name = "test_input_required_result_tampered_state",
            description = "Asks, and refuses a state that was changed")
    ToolResponse tampered(RawMessage call) {
        return state(call);
    }

    @Tool(name = "test_input_required_result_multiple_inputs", description = "Asks for three things at once")
    ToolResponse several(RawMessage call) {
        Round round = new Round(call);
        JsonObject requests = new JsonObject()
                .put("user_name", Requests.form("What is your name?", "name", "string"))
                .put("greeting", Requests.sample("Generate a greeting"))
                .put("client_roots", Requests.roots());
        if (!requests.fieldNames().stream().allMatch(key -> round.answer(key) != null)) {
            return Round.ask(requests, SealedState.seal("asked"));
        }
        return ToolResponse.success("All there: " + SealedState.open(round.state()));
    }

    @Tool(name = "test_input_required_result_multi_round", description = "Asks twice, one after the other")
    ToolResponse twice(RawMessage call) {
        Round round = new Round(call);
        if (round.state() == null) {
            return Round.ask(
                    new JsonObject().put("step1", Requests.form("Step 1: What is your name?", "name", "string")),
                    SealedState.seal("1"));
        }
        String state = SealedState.open(round.state());
        JsonObject first = round.answer("step1");
        if (state.equals("1") && first != null) {
            return Round.ask(
                    new JsonObject()
                            .put("step2", Requests.form("Step 2: What is your favorite color?", "color", "string")),
                    SealedState.seal("2 " + AskingTools.content(first, "name")));
        }
        JsonObject second = round.answer("step2");
        return second == null
                ? ToolResponse.error("The answer to the step that was asked is missing.")
                : ToolResponse.success(state.substring(2) + " likes " + AskingTools.content(second, "color"));
    }
}
