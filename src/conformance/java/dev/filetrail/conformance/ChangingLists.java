// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.conformance;

import io.quarkiverse.mcp.server.PromptManager;
import io.quarkiverse.mcp.server.PromptMessage;
import io.quarkiverse.mcp.server.PromptResponse;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolResponse;

/** Tools that change the list of tools or of prompts, by putting one in and taking it out again. */
class ChangingLists {

    private static final String PASSING = "test_passing";

    private final ToolManager tools;
    private final PromptManager prompts;

    ChangingLists(ToolManager tools, PromptManager prompts) {
        this.tools = tools;
        this.prompts = prompts;
    }

    @Tool(name = "test_trigger_tool_change", description = "Changes the list of tools")
    synchronized TextContent changeTools() {
        tools.newTool(PASSING)
                .setDescription("There for a moment")
                .setHandler(call -> ToolResponse.success("Called."))
                .register();
        tools.removeTool(PASSING);
        return new TextContent("Changed twice.");
    }

    @Tool(name = "test_trigger_prompt_change", description = "Changes the list of prompts")
    synchronized TextContent changePrompts() {
        prompts.newPrompt(PASSING)
                .setDescription("There for a moment")
                .setHandler(call -> PromptResponse.withMessages(PromptMessage.withUserRole("Asked.")))
                .register();
        prompts.removePrompt(PASSING);
        return new TextContent("Changed twice.");
    }
}
